package dev.reprise.app.mlp;

import dev.reprise.cli.AppCommandLine;
import dev.reprise.cli.AppExperiments;
import dev.reprise.training.experiment.Study;
import java.util.ArrayList;
import java.util.List;

/** The experiments with multilayer perceptrons. A new one is one file here and one line below. */
public final class MlpApp {
    public static final AppExperiments EXPERIMENTS = new AppExperiments("app-mlp", MlpApp::studies);

    private MlpApp() {}

    public static void main(String[] arguments) {
        AppCommandLine.main(MlpApp.class, EXPERIMENTS, arguments);
    }

    private static List<Study> studies() {
        List<Study> studies = new ArrayList<>(List.of(
                LinearModel.EXPERIMENT,
                SmallMlp.EXPERIMENT,
                Gradcheck.DEMONSTRATION,
                TwoLayerNet.EXPERIMENT,
                TwoLayerNetExact.DEMONSTRATION,
                TwoLayerGrid.SWEEP,
                RandomSearch.SWEEP,
                DeadRelu.DEMONSTRATION,
                SanityChecks.SWEEP));
        studies.addAll(NumpyPerceptrons.EXPERIMENTS);
        studies.addAll(List.of(
                ActivationFunctions.DEMONSTRATION,
                MlpScratch.EXPERIMENT,
                MlpConcise.EXPERIMENT,
                DropoutLayer.DEMONSTRATION,
                DropoutMlpScratch.EXPERIMENT,
                DropoutMlp.EXPERIMENT,
                DropoutMlpDefaultInit.EXPERIMENT,
                FirstMnistShortest.EXPERIMENT,
                LightningShort.EXPERIMENT,
                LightningAccuracy.EXPERIMENT,
                FirstMnist.EXPERIMENT));
        studies.addAll(FirstMnistVariants.EXPERIMENTS);
        studies.addAll(List.of(FirstMnistWidths.SWEEP, FirstMnistDropoutRates.SWEEP));
        return studies;
    }
}
