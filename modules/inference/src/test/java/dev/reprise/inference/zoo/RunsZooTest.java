package dev.reprise.inference.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Application;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import dev.reprise.inference.TrainedNet;
import dev.reprise.net.NetException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsZooTest {
    private static final Path SEVEN = Path.of("../../docs/seven.png");

    @AfterEach
    void forget() {
        System.clearProperty(RunsZoo.RUNS);
    }

    @Test
    void stockDjlOpensANetByItsName() throws Exception {
        assertThat(classify("djl://dev.reprise/digits")).isEqualTo("7");

        System.setProperty(RunsZoo.RUNS, runs().toString());
        assertThat(classify("djl://dev.reprise/small-net")).isEqualTo("7");
    }

    @Test
    void stockDjlOpensANetByGroupAndArtifact() throws Exception {
        System.setProperty(RunsZoo.RUNS, runs().toString());
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optGroupId("dev.reprise")
                .optArtifactId("small-net")
                .build();
        try (ZooModel<Image, Classifications> net = criteria.loadModel()) {
            assertThat(net.getName()).isEqualTo("small-net");
        }
    }

    @Test
    void theZooListsRunsAndTheBundledNet() {
        System.setProperty(RunsZoo.RUNS, runs().toString());
        Map<Application, List<MRL>> models = ModelZoo.listModels(Criteria.builder()
                .optModelZoo(ModelZoo.getModelZoo("dev.reprise"))
                .build());
        assertThat(models.get(Application.CV.IMAGE_CLASSIFICATION))
                .extracting(MRL::getArtifactId)
                .contains("small-net", "digits");
        assertThat(RunsZoo.names()).containsExactly("small-net", "digits");
    }

    @Test
    void withoutRunsItHasTheBundledNet() {
        System.setProperty(RunsZoo.RUNS, "no-such-folder");
        assertThat(RunsZoo.names()).containsExactly("digits");
    }

    @Test
    void aDamagedNetIsLeftOutOfTheListAndNamedWhenItIsOpened(@TempDir Path temp) throws IOException {
        Path run = TrainedNet.syntheticDigits();
        Path copy = temp.resolve("small-net").resolve(run.getFileName());
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(run.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Files.writeString(copy.resolve("model").resolve("small-net-0000.params"), "damaged");
        System.setProperty(RunsZoo.RUNS, temp.toString());
        assertThat(RunsZoo.names()).containsExactly("digits");
        assertThatThrownBy(() -> classify("djl://dev.reprise/small-net"))
                .isInstanceOf(NetException.class)
                .hasMessageContaining("small-net-0000.params");
    }

    @Test
    void aNameThatIsMissingSaysWhichThereAre() {
        System.setProperty(RunsZoo.RUNS, runs().toString());
        assertThatThrownBy(() -> classify("djl://dev.reprise/smal-net"))
                .hasMessageContaining("no run 'smal-net'")
                .hasMessageContaining("small-net?");
        assertThatThrownBy(() -> classify("djl://dev.reprise")).hasMessageContaining("expected djl://GROUP/NAME");
    }

    @Test
    void otherGroupsAreStillDjls() {
        Repository repository = new DjlUrls().newInstance("zoo", URI.create("djl://ai.djl.zoo/mlp/0.0.3/mlp"));
        assertThat(repository.isRemote()).isTrue();
        assertThat(repository.getResources()).singleElement().satisfies(mrl -> {
            assertThat(mrl.getGroupId()).isEqualTo("ai.djl.zoo");
            assertThat(mrl.getArtifactId()).isEqualTo("mlp");
            assertThat(mrl.getVersion()).isEqualTo("0.0.3");
        });
        assertThatThrownBy(() -> new DjlUrls().newInstance("zoo", URI.create("djl://nobody.here/mlp")))
                .hasMessageContaining("no such net");
    }

    private static Path runs() {
        return TrainedNet.syntheticDigits().getParent().getParent();
    }

    private static String classify(String url)
            throws IOException, ModelNotFoundException, MalformedModelException, TranslateException {
        Criteria<Image, Classifications> criteria = Criteria.builder()
                .setTypes(Image.class, Classifications.class)
                .optModelUrls(url)
                .build();
        try (ZooModel<Image, Classifications> net = criteria.loadModel();
                Predictor<Image, Classifications> predictor = net.newPredictor()) {
            return predictor
                    .predict(ImageFactory.getInstance().fromFile(SEVEN))
                    .best()
                    .getClassName();
        }
    }
}
