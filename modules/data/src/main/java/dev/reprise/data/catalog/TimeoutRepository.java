package dev.reprise.data.catalog;

import ai.djl.Application;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.RemoteRepository;
import ai.djl.util.JsonUtils;
import ai.djl.util.Progress;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DJL's repository of data sets and its cache, with a timeout: DJL's own waits for an answer forever.
 *
 * <p>A cached set is used without asking again and needs no network. A download is checked against DJL's SHA-1 in a
 * temporary folder, which is moved into the cache when it is complete.
 */
final class TimeoutRepository extends RemoteRepository {
    private static final Logger LOGGER = LoggerFactory.getLogger(TimeoutRepository.class);
    private final Duration timeout;
    private final Path cache;

    TimeoutRepository(URI uri, Duration timeout, Path cache) {
        super("Reprise", uri);
        this.timeout = timeout;
        this.cache = cache;
    }

    /** Fetches an artifact of {@code ai.djl.basicdataset} unless it is cached; its files by DJL's names for them. */
    Map<String, Path> fetch(String artifactId) throws IOException {
        MRL mrl = dataset(Application.CV.ANY, BasicDatasets.GROUP_ID, artifactId, "1.0");
        Artifact artifact = mrl.getDefaultArtifact();
        if (artifact == null) {
            throw new IOException("no version 1.0 of " + artifactId);
        }
        if (!mrl.isPrepared(artifact)) {
            LOGGER.info("fetching {} from {} into {}", artifactId, uri, getResourceDirectory(artifact));
            mrl.prepare(artifact);
        }
        return artifact.getFiles().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, item -> cached(item.getValue())));
    }

    @Override
    public Path getCacheDirectory() {
        return cache;
    }

    @Override
    public Metadata locate(MRL mrl) throws IOException {
        Path cached = getCacheDirectory().resolve(mrl.toURI().getPath()).resolve("metadata.json");
        if (Files.notExists(cached)) {
            Files.createDirectories(cached.getParent());
            Path fresh = Files.createTempFile(cached.getParent(), "metadata", ".tmp");
            try (InputStream in = open(uri.resolve(mrl.toURI().getPath() + "metadata.json"))) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, cached, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
        String json = Files.readString(cached, StandardCharsets.UTF_8);
        Metadata metadata = JsonUtils.GSON.fromJson(json, Metadata.class);
        metadata.init(arguments);
        metadata.setRepositoryUri(mrl.toURI());
        return metadata;
    }

    @Override
    protected void download(Path folder, URI base, Artifact.Item item, Progress progress) throws IOException {
        try (InputStream in = open(uri.resolve(base).resolve(item.getUri()))) {
            save(in, folder, item, progress);
        }
    }

    private InputStream open(URI file) throws IOException {
        if (Utils.isOfflineMode() && !"file".equals(file.getScheme())) {
            throw new IOException("DJL_OFFLINE or ai.djl.offline is set");
        }
        URLConnection connection = file.toURL().openConnection();
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        // looking up the host's name has no timeout: hence a thread that can be abandoned
        FutureTask<InputStream> answer = new FutureTask<>(connection::getInputStream);
        Thread thread = new Thread(answer, "fetch " + file.getHost());
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer from " + file + " within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + file);
        } catch (ExecutionException e) {
            throw new IOException(file + ": " + e.getCause(), e);
        }
    }

    private Path cached(Artifact.Item item) {
        try {
            return getFile(item, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
