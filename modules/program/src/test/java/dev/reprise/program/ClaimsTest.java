package dev.reprise.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.app.cnn.CnnApp;
import dev.reprise.cli.AppExperiments;
import dev.reprise.results.Claim;
import dev.reprise.results.Measure;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import dev.reprise.training.experiment.Sweep;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Claims name their target by its name, often in another app: only here are all names known. */
class ClaimsTest {
    private static final Set<String> NAMES =
            studies().filter(Experiment.class::isInstance).map(Study::name).collect(Collectors.toSet());

    @Test
    void everyClaimNamesAnExperimentOfOneOfTheApps() {
        assertThat(studies().flatMap(ClaimsTest::claims)).hasSizeGreaterThan(10);
        assertThat(studies().flatMap(ClaimsTest::unknown)).isEmpty();
    }

    @Test
    void aClaimAboutNothingIsFound() {
        Experiment experiment = CnnApp.EXPERIMENTS.studies().stream()
                .filter(Experiment.class::isInstance)
                .map(Experiment.class::cast)
                .findFirst()
                .orElseThrow()
                .variant("conv-net", "nothing")
                .claim(new Claim(Measure.TEST_ACCURACY, Claim.Relation.ABOVE, "mlp-512-521"))
                .build();

        assertThat(unknown(experiment)).containsExactly("conv-net: test accuracy above that of mlp-512-521");
    }

    private static Stream<String> unknown(Study study) {
        return claims(study).filter(claim -> !NAMES.contains(claim.than())).map(claim -> study.name() + ": " + claim);
    }

    private static Stream<Claim> claims(Study study) {
        List<Experiment> experiments = study instanceof Experiment experiment
                ? List.of(experiment)
                : study instanceof Sweep sweep
                        ? sweep.trials().apply(1).stream()
                                .map(trial -> trial.experiment())
                                .toList()
                        : List.of();
        return experiments.stream().flatMap(experiment -> experiment.published().claims().stream());
    }

    private static Stream<Study> studies() {
        return Reprise.APPS.stream().map(AppExperiments::studies).flatMap(List::stream);
    }
}
