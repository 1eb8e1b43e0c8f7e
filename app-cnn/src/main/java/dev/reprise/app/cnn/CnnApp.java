package dev.reprise.app.cnn;

import dev.reprise.cli.AppCommandLine;
import dev.reprise.cli.AppExperiments;
import java.util.List;

/** The experiments with convolutions. A new one is one file here and one line below. */
public final class CnnApp {
    public static final AppExperiments EXPERIMENTS = new AppExperiments(
            "app-cnn",
            () -> List.of(
                    ConvNet.EXPERIMENT,
                    ConvNet14.EXPERIMENT,
                    Digits.EXPERIMENT,
                    ConvNetFashion.EXPERIMENT,
                    ConvNetCifar.EXPERIMENT,
                    ConvNetAdam.TOO_HIGH,
                    ConvNetAdam.LOW_ENOUGH));

    private CnnApp() {}

    public static void main(String[] arguments) {
        AppCommandLine.main(CnnApp.class, EXPERIMENTS, arguments);
    }
}
