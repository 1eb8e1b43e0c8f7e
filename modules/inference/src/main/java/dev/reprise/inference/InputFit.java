package dev.reprise.inference;

import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.digits.Drawing;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import java.util.List;
import java.util.stream.IntStream;

/** How a picture of any size becomes an input of a net. */
public enum InputFit {
    /** {@link #DRAWING} for a net that {@linkplain #readsDigits was trained on digits}, {@link #STRETCH} for any other. */
    AUTO {
        @Override
        public InputFit resolveFor(NetDescription net) {
            return readsDigits(net) ? DRAWING : STRETCH;
        }

        @Override
        NetInput prepare(PixelImage picture, NetDescription net) {
            return resolveFor(net).prepare(picture, net);
        }
    },

    /**
     * By the rule that MNIST was made with: light ink on black, 20×20 pixels, its center of mass in the middle of 28×28.
     *
     * @see Drawing
     */
    DRAWING {
        @Override
        public InputFit resolveFor(NetDescription net) {
            if (!net.input().equals(Drawing.SHAPE)) {
                throw new NetException("the fit 'drawing' makes inputs " + Drawing.SHAPE + ", but " + net.name()
                        + " takes " + net.input() + ": use 'stretch'");
            }
            return this;
        }

        @Override
        NetInput prepare(PixelImage picture, NetDescription net) {
            resolveFor(net);
            return NetInput.of(Drawing.place(picture));
        }
    },

    /** The whole picture: each pixel of the input is the mean of the area it covers; the aspect ratio is not kept. */
    STRETCH {
        @Override
        public InputFit resolveFor(NetDescription net) {
            return this;
        }

        @Override
        NetInput prepare(PixelImage picture, NetDescription net) {
            return NetInput.of(net.input(), picture.toShape(net.input()));
        }
    };

    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** What this means for a net: drawing or stretch. Throws {@link NetException} if it does not suit the net. */
    public abstract InputFit resolveFor(NetDescription net);

    /** The picture in the shape of the net's input. */
    abstract NetInput prepare(PixelImage picture, NetDescription net);

    /**
     * Whether a net was trained on digits, such as MNIST or the synthetic digits: its input is (1, 28, 28), its classes
     * are "0" to "9".
     */
    static boolean readsDigits(NetDescription net) {
        return net.input().equals(Drawing.SHAPE) && net.classes().equals(DIGITS);
    }

    /** Throws {@link NetException} if a net was not trained on digits. */
    public static void requireDigits(NetDescription net) {
        if (!readsDigits(net)) {
            throw new NetException("a row of digits needs a net with input " + Drawing.SHAPE
                    + " and classes \"0\" to \"9\"; " + net.name() + " has input " + net.input() + " and classes "
                    + net.classes());
        }
    }
}
