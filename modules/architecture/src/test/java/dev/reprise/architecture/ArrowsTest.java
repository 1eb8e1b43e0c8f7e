package dev.reprise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** A module and those it may use. */
    private static final Map<String, List<String>> ARROWS = new TreeMap<>(Map.of(
            "terminal", List.of(),
            "net", List.of(),
            "data", List.of("net"),
            "training", List.of("net", "data"),
            "scratch", List.of("net", "data", "training"),
            "report", List.of("net"),
            "cli", List.of("net", "data", "training", "report", "terminal"),
            "inference", List.of("net", "data", "terminal"),
            "app", List.of("net", "data", "training", "scratch", "cli"),
            "program", List.of("app", "cli", "inference", "terminal")));

    @ParameterizedTest
    @ValueSource(
            strings = {"terminal", "net", "data", "training", "scratch", "report", "cli", "inference", "app", "program"
            })
    void aModuleUsesOnlyWhatItsArrowsPointTo(String module) {
        String[] others = ARROWS.keySet().stream()
                .filter(other -> !other.equals(module) && !ARROWS.get(module).contains(other))
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
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ARROWS.keySet().stream(), Stream.of("testkit"))
                        .toList());
    }

    @Test
    void noPackagesGoInCircles() {
        slices().matching("dev.reprise.(**)").should().beFreeOfCycles().check(CLASSES);
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
    void packagesAreNoDrawers() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..manager..", "..service..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMainClassesEndTheProcess() {
        noClasses()
                .that()
                .haveNameNotMatching("dev\\.reprise\\.terminal\\.Program")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
