package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;

/**
 * The channels-last layout of a convolution's weights, (filters, channels, height, width), for which torch has faster
 * kernels. Values and shape stay the same.
 */
public final class ChannelsLast {
    private ChannelsLast() {}

    /** The same weights with the channels last in memory; weights of other layers are returned unchanged. */
    public static NDArray of(NDArray weights) {
        if (weights.getShape().dimension() != 4) {
            return weights;
        }
        NDArray channelsLast = weights.transpose(0, 2, 3, 1);
        return channelsLast
                .getManager()
                .zeros(channelsLast.getShape())
                .addi(channelsLast)
                .transpose(0, 3, 1, 2);
    }

    /** Changes the layout of the parameters of a loaded net. */
    static void layOut(Block net, NDManager owner) {
        for (Parameter parameter : net.getParameters().values()) {
            try (NDManager step = owner.newSubManager()) {
                NDArray weights = parameter.getArray();
                weights.attach(step);
                NDArray laidOut = of(weights);
                laidOut.attach(owner);
                if (laidOut != weights) {
                    parameter.close(); // forgets its array
                    parameter.setShape(null);
                    parameter.setArray(laidOut);
                }
            }
        }
    }
}
