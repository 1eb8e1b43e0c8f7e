package dev.reprise.app.weightdecay;

import dev.reprise.cli.AppCommandLine;
import dev.reprise.training.experiment.Study;
import java.util.ArrayList;
import java.util.List;

/** The experiments on weight decay, under- and overfitting. A new one is one file here and one line below. */
public final class WeightDecayApp {
    private WeightDecayApp() {}

    public static void main(String[] arguments) {
        List<Study> studies = new ArrayList<>(FashionDecay.EXPERIMENTS);
        studies.addAll(PolynomialFits.EXPERIMENTS);
        studies.add(KFold.SWEEP);
        studies.addAll(WeightDecayScratch.EXPERIMENTS);
        studies.addAll(WeightDecayConcise.EXPERIMENTS);
        AppCommandLine.main("app-weightdecay", studies, arguments);
    }
}
