package dev.reprise.inference;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.digits.Drawing;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import java.util.List;
import java.util.stream.IntStream;

/** How a picture of any size becomes an input of a net. */
public enum InputFit {
    /**
     * {@link #DRAWING} for a net that was trained on digits, as MNIST and the synthetic digits are: its input is (1, 28,
     * 28), its classes are "0" to "9". {@link #STRETCH} for every other.
     */
    AUTO {
        @Override
        public InputFit on(NetDescription net) {
            return readsDigits(net) ? DRAWING : STRETCH;
        }

        @Override
        byte[] pixels(PixelImage picture, Shape shape) {
            throw new IllegalStateException("on(net) turns AUTO into one of the others");
        }
    },

    /**
     * By the rule that MNIST was made with: light ink on black, 20×20 pixels, its centre of mass in the middle of 28×28.
     *
     * @see Drawing
     */
    DRAWING {
        @Override
        public InputFit on(NetDescription net) {
            if (!net.input().equals(Drawing.SHAPE)) {
                throw new NetException("the drawing rule makes inputs " + Drawing.SHAPE + ", " + net.name() + " reads "
                        + net.input() + ": stretch instead");
            }
            return this;
        }

        @Override
        byte[] pixels(PixelImage picture, Shape shape) {
            return Drawing.place(picture);
        }
    },

    /** The whole picture, each pixel of the input the mean of the area it covers, the aspect ratio not kept. */
    STRETCH {
        @Override
        public InputFit on(NetDescription net) {
            return this;
        }

        @Override
        byte[] pixels(PixelImage picture, Shape shape) {
            return picture.toShape(shape);
        }
    };

    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    /** What this means for a net: drawing or stretch. Throws {@link NetException} where it does not go with the net. */
    public abstract InputFit on(NetDescription net);

    abstract byte[] pixels(PixelImage picture, Shape shape);

    /** Whether a net was trained on digits in the shape of MNIST's. */
    static boolean readsDigits(NetDescription net) {
        return net.input().equals(Drawing.SHAPE) && net.classes().equals(DIGITS);
    }

    static void requireDigits(NetDescription net) {
        if (!readsDigits(net)) {
            throw new NetException(
                    "a row of digits needs a net that reads " + Drawing.SHAPE + " and names \"0\" to \"9\"; "
                            + net.name() + " reads " + net.input() + " and names " + net.classes());
        }
    }

    NetInput prepare(PixelImage picture, NetDescription net) {
        return NetInput.of(net.input(), on(net).pixels(picture, net.input()));
    }
}
