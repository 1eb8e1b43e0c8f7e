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
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
        Optional<Metadata> known = Files.exists(cached) ? metadata(cached) : Optional.empty();
        Metadata metadata = known.isPresent() ? known.get() : download(mrl, cached);
        metadata.setRepositoryUri(mrl.toURI());
        return metadata;
    }

    /** Downloads the description of an artifact, and keeps nothing that is none, such as the page of a portal. */
    private Metadata download(MRL mrl, Path cached) throws IOException {
        URI file = uri.resolve(mrl.toURI().getPath() + "metadata.json");
        makeCache(cached.getParent());
        Path fresh = Files.createTempFile(cached.getParent(), "metadata", ".tmp");
        try (InputStream in = open(file)) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            Metadata metadata = metadata(fresh)
                    .orElseThrow(
                            () -> new IOException(
                                    file
                                            + " answered with something else than the description of a data set: does this network need a login?"));
            Files.move(fresh, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return metadata;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void makeCache(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".tmp"));
        } catch (IOException e) {
            throw new IOException(
                    cache + " cannot be written, " + e + "; DJL_CACHE_DIR names another folder for downloads", e);
        }
    }

    /** The description of an artifact; empty where the file holds none. */
    private Optional<Metadata> metadata(Path file) throws IOException {
        try {
            Metadata metadata = JsonUtils.GSON.fromJson(Files.readString(file), Metadata.class);
            if (metadata == null || metadata.getArtifacts().isEmpty()) {
                return Optional.empty();
            }
            metadata.init(arguments);
            return Optional.of(metadata);
        } catch (JsonParseException
                | NullPointerException
                | CharacterCodingException e) { // Gson leaves missing fields null
            LOGGER.debug("no description of an artifact: {}", file, e);
            return Optional.empty();
        }
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
        Optional<Proxy> proxy = ProxyVariables.proxy(file, System.getenv(), System.getProperties());
        URLConnection connection = proxy.isPresent()
                ? file.toURL().openConnection(proxy.get())
                : file.toURL().openConnection();
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
