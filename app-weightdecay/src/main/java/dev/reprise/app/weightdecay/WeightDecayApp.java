package dev.reprise.app.weightdecay;

import dev.reprise.cli.AppCommandLine;
import dev.reprise.cli.AppExperiments;
import dev.reprise.training.experiment.Study;
import java.util.ArrayList;
import java.util.List;

/** The experiments on weight decay, under- and overfitting. A new one is one file here and one line below. */
public final class WeightDecayApp {
    public static final AppExperiments EXPERIMENTS = new AppExperiments("app-weightdecay", WeightDecayApp::studies);

    private WeightDecayApp() {}

    public static void main(String[] arguments) {
        AppCommandLine.main(WeightDecayApp.class, EXPERIMENTS, arguments);
    }

    private static List<Study> studies() {
        List<Study> studies = new ArrayList<>(FashionDecay.EXPERIMENTS);
        studies.addAll(PolynomialFits.EXPERIMENTS);
        studies.add(KFold.SWEEP);
        studies.addAll(WeightDecayScratch.EXPERIMENTS);
        studies.addAll(WeightDecayConcise.EXPERIMENTS);
        return studies;
    }
}
