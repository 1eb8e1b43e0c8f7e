package dev.reprise.app.weightdecay;

import dev.reprise.cli.App;

/** The experiments on weight decay, under- and overfitting. A new one is one file here and one line below. */
public final class WeightDecayApp {
    private WeightDecayApp() {}

    public static void main(String[] arguments) {
        App.main("app-weightdecay", FashionDecay.EXPERIMENTS, arguments);
    }
}
