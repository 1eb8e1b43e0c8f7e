package dev.reprise.testkit;

/** Nets that the tests and benchmarks of several modules use, as text for {@code Net.parse}. */
public final class KnownNets {
    /** The net of the experiment conv-net; modules cannot depend on its app. */
    public static final String CONV_NET = "(1, 28, 28) | conv filters=32 kernel=3 stride=1 padding=0 | relu"
            + " | conv filters=64 kernel=3 stride=1 padding=0 | relu | max-pool size=2 stride=2 | dropout rate=0.25"
            + " | flatten | linear units=128 bias=true | relu | dropout rate=0.5 | linear units=10 bias=true | log-softmax";

    private KnownNets() {}
}
