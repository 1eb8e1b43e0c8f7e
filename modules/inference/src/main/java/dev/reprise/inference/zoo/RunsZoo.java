package dev.reprise.inference.zoo;

import ai.djl.Application;
import ai.djl.repository.Repository;
import ai.djl.repository.zoo.BaseModelLoader;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import dev.reprise.inference.BundledNet;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.results.store.RunException;
import dev.reprise.results.store.RunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The newest finished run of each experiment, by the experiment's name, and the bundled net. They are looked for at each call, in the
 * folder that the system property {@code reprise.runs} names (default: {@code runs}).
 */
public final class RunsZoo extends ModelZoo {
    /** The group in {@code djl://dev.reprise/NAME}. */
    public static final String GROUP = "dev.reprise";

    /** The system property that names the folder of the runs. */
    public static final String RUNS = "reprise.runs";

    RunsZoo() {}

    @Override
    public String getGroupId() {
        return GROUP;
    }

    @Override
    public Set<String> getSupportedEngines() {
        return Set.of("PyTorch");
    }

    @Override
    public Collection<ModelLoader> getModelLoaders() {
        List<String> trained = Files.isDirectory(runs()) ? store().experiments() : List.of();
        return Stream.concat(trained.stream(), Stream.of(BundledNet.NAME))
                .distinct()
                .flatMap(name -> Optional.ofNullable(getModelLoader(name)).stream())
                .toList();
    }

    /** The loader of a net; null, as DJL has it, where there is none, or one that is damaged. */
    @Override
    public ModelLoader getModelLoader(String name) {
        try {
            return loader(name);
        } catch (RunException e) {
            return null;
        } catch (NetException e) {
            LoggerFactory.getLogger(RunsZoo.class).warn("left out: {}", e.getMessage());
            return null;
        }
    }

    private static ModelLoader loader(String name) {
        SavedNet saved = find(name);
        Application application = saved.description().input().dimension() == 3
                ? Application.CV.IMAGE_CLASSIFICATION
                : Application.Tabular.ANY;
        return new BaseModelLoader(Repository.newInstance(name, saved.folder()).model(application, GROUP, name));
    }

    /** The saved net with a name. Throws {@link RunException} that says which there are. */
    static SavedNet find(String name) {
        return SavedNet.open(BundledNet.orRun(store(), name));
    }

    private static RunStore store() {
        return new RunStore(runs());
    }

    private static Path runs() {
        return Path.of(System.getProperty(RUNS, "runs"));
    }

    /** The names of all nets in it. */
    static List<String> names() {
        return new RunsZoo()
                .getModelLoaders().stream().map(ModelLoader::getArtifactId).toList();
    }
}
