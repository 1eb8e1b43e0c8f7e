package dev.reprise.data.catalog;

import static dev.reprise.data.SmallFiles.gzip;
import static dev.reprise.data.SmallFiles.idxFolder;
import static dev.reprise.data.SmallFiles.idxImages;
import static dev.reprise.data.SmallFiles.idxLabels;
import static dev.reprise.data.SmallFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.ndarray.types.Shape;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.synthetic.SyntheticDigits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    private static final Duration SHORT = Duration.ofSeconds(1); // where no answer comes
    private static final Duration LONG = Duration.ofSeconds(20); // where one does, however busy the machine is
    private static final String MNIST = "dataset/cv/ai/djl/basicdataset/mnist/";

    private static final URI UNREACHABLE = URI.create("http://no-such-host.invalid/");

    @TempDir
    Path folder;

    @Test
    void aSetIsReadFromTheFolderAndAnUnknownContentWarns() {
        idxFolder(folder.resolve("mnist"));
        LoadedData<ImageSet> loaded = Datasets.of(Optional.of(folder)).load("mnist", 1);
        assertThat(loaded.origin()).isEqualTo(LoadedData.Origin.CHANGED);
        assertThat(loaded.train().name()).isEqualTo("mnist");
        assertThat(loaded.train().labels()).containsExactly(7, 0, 9);
        assertThat(loaded.warnings())
                .hasSize(4)
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("mnist: the content of train-images-idx3-ubyte is not the published one (SHA-256"));
    }

    @Test
    void aFolderThatLacksTheSetIsTheUsersMistakeAndNeverSynthetic() {
        Datasets source = Datasets.of(Optional.of(folder));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> source.load("cifar-10", 1))
                .withMessage(
                        "%s: no such folder (expected %s to contain data_batch_1.bin … data_batch_5.bin and"
                                + " test_batch.bin, or cifar-10-binary.tar.gz)",
                        folder.resolve("cifar-10"), folder.resolve("cifar-10"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(
                        () -> Datasets.of(Optional.of(folder.resolve("none"))).load("mnist", 1))
                .withMessageStartingWith(folder.resolve("none") + ": no such folder");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Datasets.of(Optional.empty()).load("fashon-minst", 1))
                .withMessage("no data set 'fashon-minst'; did you mean fashion-mnist?" + " (expected one of "
                        + String.join(", ", Datasets.names()) + ")");
    }

    @Test
    void syntheticDigitsCanBeAskedForOutright() {
        LoadedData<ImageSet> loaded = Datasets.of(Optional.of(folder)).load("synthetic-digits", 1);
        assertThat(loaded.synthetic()).isTrue();
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void aFolderOfImagesIsNamedByItsPath() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Datasets.of(Optional.empty()).load("folder:" + folder, 1))
                .withMessageStartingWith(folder + ": has images of 0 classes");
    }

    @Test
    void aFetchedSetIsCachedAndNeedsNoNetworkAfterwards() {
        LoadedData<ImageSet> loaded = fetchingFrom(repository().toUri()).load("mnist", 1);
        assertThat(loaded.origin()).isEqualTo(LoadedData.Origin.CHANGED);
        assertThat(loaded.train().labels()).containsExactly(7, 0, 9);
        LoadedData<ImageSet> again = fetchingFrom(UNREACHABLE).load("mnist", 1);
        assertThat(again.origin()).isEqualTo(LoadedData.Origin.CHANGED);
        assertThat(again.sha256()).isEqualTo(loaded.sha256());
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "DJL_OFFLINE", matches = "true")
    void aSetIsFetchedByHttp() throws IOException {
        Path served = repository();
        assertThat(fetchedByHttp(LONG, exchange -> answer(served, exchange))
                        .train()
                        .labels())
                .containsExactly(7, 0, 9);
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "DJL_OFFLINE", matches = "true")
    void aServerThatLacksTheSetIsNamedInTheWarning() throws IOException {
        LoadedData<ImageSet> loaded = fetchedByHttp(LONG, exchange -> exchange.sendResponseHeaders(404, -1));
        assertThat(loaded.synthetic()).isTrue();
        assertThat(loaded.warnings()).singleElement().asString().contains("metadata.json");
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "DJL_OFFLINE", matches = "true")
    void thePageOfAPortalIsNotKeptInTheCache() throws IOException {
        for (String page : List.of("<!DOCTYPE html><title>Log in</title>", "", "{}", "[1]", "\"text\"", "null")) {
            LoadedData<ImageSet> loaded = fetchedByHttp(LONG, exchange -> {
                byte[] content = page.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
            });
            assertThat(loaded.synthetic()).isTrue();
            assertThat(loaded.warnings()).singleElement().asString().contains("does this network need a login?");
            assertThat(filesInCache()).isEmpty();
        }
        assertThat(fetchingFrom(repository().toUri()).load("mnist", 1).synthetic())
                .isFalse();
    }

    @Test
    void aPageThatAnEarlierVersionKeptIsFetchedAgain() throws IOException {
        URI server = repository().toUri();
        fetchingFrom(server).load("mnist", 1);
        try (Stream<Path> files = Files.walk(cache())) {
            Files.writeString(
                    files.filter(file -> file.endsWith("metadata.json"))
                            .findFirst()
                            .orElseThrow(),
                    "<html>");
        }

        assertThat(fetchingFrom(server).load("mnist", 1).synthetic()).isFalse();
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamedWithAWayOut() throws IOException {
        Files.createFile(cache());

        assertThat(fetchingFrom(repository().toUri()).load("mnist", 1).warnings())
                .singleElement()
                .asString()
                .contains(cache() + " cannot be written")
                .contains("DJL_CACHE_DIR names another folder");
    }

    @Test
    @Timeout(20)
    @DisabledIfEnvironmentVariable(named = "DJL_OFFLINE", matches = "true")
    void aDownloadThatStallsIsGivenUpAndLeavesNothing() throws IOException {
        Path served = repository();
        LoadedData<ImageSet> loaded = fetchedByHttp(SHORT, exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("train-images-idx3-ubyte.gz")) {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[] {0x1F});
                exchange.getResponseBody().flush();
                sleep(SHORT.multipliedBy(2));
            } else {
                answer(served, exchange);
            }
        });
        assertThat(loaded.synthetic()).isTrue();
        assertThat(filesInCache()).containsExactly("metadata.json");
    }

    @Test
    void aDownloadThatBreaksOffLeavesNothingThatALaterStartWouldTrust() throws IOException {
        Path server = repository();
        Path images = server.resolve(MNIST + "1.0/train-images-idx3-ubyte.gz");
        byte[] whole = Files.readAllBytes(images);
        Files.write(images, Arrays.copyOf(whole, whole.length - 10));
        assertThat(fetchingFrom(server.toUri()).load("mnist", 1).synthetic()).isTrue();
        assertThat(filesInCache()).containsExactly("metadata.json");
        Files.write(images, whole);
        assertThat(fetchingFrom(server.toUri()).load("mnist", 1).synthetic()).isFalse();
    }

    @Test
    void aCachedFileFoundDamagedIsNamedWithWhatToDo() throws IOException {
        Path server = repository();
        fetchingFrom(server.toUri()).load("mnist", 1);
        try (Stream<Path> files = Files.walk(cache())) {
            Path labels = files.filter(file -> file.endsWith("t10k-labels-idx1-ubyte"))
                    .findFirst()
                    .orElseThrow();
            Files.write(labels, idxLabels(1));
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fetchingFrom(server.toUri()).load("mnist", 1))
                .withMessageContaining("t10k-labels-idx1-ubyte: has 1 labels, expected 2")
                .withMessageEndingWith("(delete its folder, and it is fetched again)");
    }

    @Test
    @Timeout(20)
    @DisabledIfEnvironmentVariable(named = "DJL_OFFLINE", matches = "true")
    void withoutANetworkSyntheticDigitsOfTheSameShapeReplaceASetAtOnce() {
        Datasets source = fetchingFrom(UNREACHABLE, SHORT);
        LoadedData<ImageSet> mnist = source.load("mnist", 7);
        assertThat(mnist.synthetic()).isTrue();
        assertThat(mnist.train().inputShape()).isEqualTo(new Shape(1, 28, 28));
        assertThat(mnist.train().labels())
                .isEqualTo(SyntheticDigits.GRAY.train(12_000, 7).labels());
        assertThat(mnist.warnings())
                .singleElement()
                .asString()
                .startsWith("mnist could not be fetched (")
                .contains("no-such-host.invalid")
                .endsWith(
                        "); using synthetic digits instead (for the real data, name a folder that contains mnist/ with"
                                + " --data DIR or REPRISE_DATA)");
        assertThat(source.load("cifar-10", 7).train().inputShape()).isEqualTo(new Shape(3, 32, 32));
    }

    @Test
    @Timeout(20)
    @DisabledIfEnvironmentVariable(named = "DJL_OFFLINE", matches = "true")
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://localhost:" + silent.getLocalPort() + "/");
            LoadedData<ImageSet> loaded = fetchingFrom(uri, SHORT).load("mnist", 1);
            assertThat(loaded.synthetic()).isTrue();
        }
    }

    @Test
    void offlineModeIsRespected() {
        String before = System.setProperty("ai.djl.offline", "true");
        try {
            assertThat(fetchingFrom(URI.create("http://localhost:1/"))
                            .load("mnist", 1)
                            .warnings())
                    .singleElement()
                    .asString()
                    .startsWith("mnist could not be fetched (DJL_OFFLINE or ai.djl.offline is set); ");
        } finally {
            if (before == null) {
                System.clearProperty("ai.djl.offline");
            } else {
                System.setProperty("ai.djl.offline", before);
            }
        }
    }

    private Datasets fetchingFrom(URI uri) {
        return fetchingFrom(uri, LONG);
    }

    private Datasets fetchingFrom(URI uri, Duration patience) {
        return Datasets.fetchingFrom(new TimeoutRepository(uri, patience, cache()));
    }

    private LoadedData<ImageSet> fetchedByHttp(Duration patience, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            handler.handle(exchange);
            exchange.close();
        });
        server.start();
        try {
            return fetchingFrom(
                            URI.create("http://localhost:" + server.getAddress().getPort() + "/"), patience)
                    .load("mnist", 1);
        } finally {
            server.stop(0);
        }
    }

    private static void answer(Path served, HttpExchange exchange) throws IOException {
        byte[] content = Files.readAllBytes(
                served.resolve(exchange.getRequestURI().getPath().substring(1)));
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> filesInCache() throws IOException {
        try (Stream<Path> files = Files.walk(cache())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    /** A repository as DJL's server has it. */
    private Path repository() {
        Path server = folder.resolve("server");
        Path files = server.resolve(MNIST + "1.0");
        write(files.resolve("train-images-idx3-ubyte.gz"), gzip(idxImages(3)));
        write(files.resolve("train-labels-idx1-ubyte.gz"), gzip(idxLabels(7, 0, 9)));
        write(files.resolve("t10k-images-idx3-ubyte.gz"), gzip(idxImages(2)));
        write(files.resolve("t10k-labels-idx1-ubyte.gz"), gzip(idxLabels(1, 2)));
        write(server.resolve(MNIST + "metadata.json"), """
                {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv",
                 "groupId": "ai.djl.basicdataset", "artifactId": "mnist", "name": "mnist",
                 "artifacts": [{"version": "1.0", "snapshot": false, "name": "mnist", "files": {
                   "train_data": {"uri": "1.0/train-images-idx3-ubyte.gz", "name": "train-images-idx3-ubyte"},
                   "train_labels": {"uri": "1.0/train-labels-idx1-ubyte.gz", "name": "train-labels-idx1-ubyte"},
                   "test_data": {"uri": "1.0/t10k-images-idx3-ubyte.gz", "name": "t10k-images-idx3-ubyte"},
                   "test_labels": {"uri": "1.0/t10k-labels-idx1-ubyte.gz", "name": "t10k-labels-idx1-ubyte"}}}]}
                """.getBytes(StandardCharsets.UTF_8));
        return server;
    }
}
