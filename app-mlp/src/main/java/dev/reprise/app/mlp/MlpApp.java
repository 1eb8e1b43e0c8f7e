package dev.reprise.app.mlp;

import dev.reprise.cli.App;
import dev.reprise.training.Experiment;
import java.util.ArrayList;
import java.util.List;

/** The experiments with multilayer perceptrons. A new one is one file here and one line below. */
public final class MlpApp {
    private MlpApp() {}

    public static void main(String[] arguments) {
        List<Experiment> experiments = new ArrayList<>(List.of(
                LinearModel.EXPERIMENT,
                SmallMlp.EXPERIMENT,
                MlpConcise.EXPERIMENT,
                DropoutMlp.EXPERIMENT,
                DropoutMlpDefaultInit.EXPERIMENT,
                FirstMnistShortest.EXPERIMENT,
                LightningShort.EXPERIMENT,
                LightningAccuracy.EXPERIMENT,
                FirstMnist.EXPERIMENT));
        experiments.addAll(FirstMnistVariants.EXPERIMENTS);
        App.main("app-mlp", List.copyOf(experiments), arguments);
    }
}
