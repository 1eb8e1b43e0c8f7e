package dev.reprise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of docs/architecture.md, as byte code has them. */
class ArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.reprise");

    private static final int MAX_CLASSES = 22;

    /** A module and those it may use. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.ofEntries(
            Map.entry("terminal", List.of("files")),
            Map.entry("files", List.of()),
            Map.entry("search", List.of()),
            Map.entry("net", List.of("files")),
            Map.entry("results", List.of("files")),
            Map.entry("data", List.of("files", "net")),
            Map.entry("training", List.of("files", "results", "net", "data", "search")),
            Map.entry("scratch", List.of("files", "results", "net", "data", "training")),
            Map.entry("report", List.of("files", "results", "net")),
            Map.entry("cli", List.of("files", "results", "net", "data", "search", "training", "report", "terminal")),
            Map.entry("inference", List.of("files", "results", "net", "data", "terminal")),
            Map.entry("export", List.of("files", "results", "net", "data", "terminal", "inference"))));

    /** What an app may use, and what the program over all of them may. */
    private static final Map<String, List<String>> UPPER_ARROWS = Map.of(
            "app", List.of("files", "results", "net", "data", "training", "scratch", "cli"),
            "program", List.of("app", "cli", "inference", "export", "terminal"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terminal",
                "files",
                "search",
                "net",
                "results",
                "data",
                "training",
                "scratch",
                "report",
                "cli",
                "inference",
                "export",
                "app",
                "program"
            })
    void aModuleUsesOnlyWhatItsArrowsPointTo(String module) {
        List<String> allowed = UPPER_ARROWS.getOrDefault(module, ARROWS.getOrDefault(module, List.of()));
        String[] others = Stream.concat(ARROWS.keySet().stream(), UPPER_ARROWS.keySet().stream())
                .filter(other -> !other.equals(module) && !allowed.contains(other))
                .map(other -> "dev.reprise." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.reprise." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyModuleIsHere() {
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName().split("\\.", -1)[2])
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ARROWS.keySet(), UPPER_ARROWS.keySet(), Set.of("testkit"))
                                .flatMap(Set::stream)
                                .toList());
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("dev.reprise.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Sealed families and values that know each other are smaller; a larger knot is a hall that needs rooms. */
    @Test
    void noCycleHasMoreThanEightClasses() {
        assertThat(ClassCycles.of(CLASSES))
                .allSatisfy(cycle -> assertThat(cycle).hasSizeLessThanOrEqualTo(8));
    }

    /** About twenty; the packages of the apps are flat lists of experiments, one class each, and may be longer. */
    @Test
    void noPackageHasMoreThanAboutTwentyClasses() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.getPackageName().startsWith("dev.reprise.app."))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MAX_CLASSES));
    }

    @Test
    void noTwoClassesHaveTheSameName() {
        Map<String, List<String>> byName = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(byName).allSatisfy((name, all) -> assertThat(all).hasSize(1));
    }

    /** A file of a run is opened by name in one place. */
    @Test
    void onlyTheStoreKnowsTheFilesOfARun() throws IOException {
        Pattern file =
                Pattern.compile("\"(experiment|result|sweep)\\.json\"|\"(epochs|steps|predictions|sweep)\\.csv\"");
        try (Stream<Path> sources = Files.walk(Path.of("..", ".."))) {
            assertThat(sources.filter(path -> path.toString().replace('\\', '/').matches(".*/src/main/java/.*\\.java"))
                            .filter(path -> !path.toString().contains("store"))
                            .filter(path -> file.matcher(read(path)).find()))
                    .isEmpty();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void appsHoldExperimentsAndNoDjl() {
        noClasses()
                .that()
                .resideInAPackage("dev.reprise.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.reprise.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..")
                .check(CLASSES);
    }

    @Test
    void noPackageIsADrawer() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..manager..", "..service..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMainClassesEndTheProcess() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.reprise\\.terminal\\.CommandLineProgram")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
