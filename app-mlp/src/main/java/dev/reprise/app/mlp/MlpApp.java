package dev.reprise.app.mlp;

import dev.reprise.cli.App;
import java.util.List;

/** The experiments with multilayer perceptrons. A new one is one file here and one line below. */
public final class MlpApp {
    private MlpApp() {}

    public static void main(String[] arguments) {
        App.main(
                "app-mlp",
                List.of(FirstMnist.EXPERIMENT, SmallMlp.EXPERIMENT, MlpConcise.EXPERIMENT, DropoutMlp.EXPERIMENT),
                arguments);
    }
}
