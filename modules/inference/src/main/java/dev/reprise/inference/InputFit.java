package dev.reprise.inference;

import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.digits.Drawing;
import dev.reprise.net.InputPreparation.Background;
import dev.reprise.net.InputPreparation.Placement;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import java.util.List;
import java.util.stream.IntStream;

/** How a picture of any size becomes an input of a net. */
public enum InputFit {
    /**
     * As the net's training pictures became its inputs: {@link #DRAWING}, or {@link #STRETCH} and, where all of them had a dark
     * background and this one has a light one or the other way round, inverted.
     */
    AUTO {
        @Override
        public InputFit resolveFor(NetDescription net) {
            return net.preparation().placement() == Placement.CENTERED_INK ? DRAWING : STRETCH;
        }

        @Override
        NetInput prepare(PixelImage picture, NetDescription net) {
            InputFit fit = resolveFor(net);
            NetInput fitted = fit.prepare(picture, net);
            return fit == STRETCH && isOpposite(picture, net.preparation().background()) ? fitted.inverted() : fitted;
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

    private static boolean isOpposite(PixelImage picture, Background wanted) {
        if (wanted == Background.MIXED || !picture.isGray()) {
            return false;
        }
        Background found = Background.of(picture.luma(), picture.height(), picture.width());
        return found != Background.MIXED && found != wanted;
    }

    /** The picture in the shape of the net's input. */
    abstract NetInput prepare(PixelImage picture, NetDescription net);

    /** Throws {@link NetException} if a net was not trained on digits whose ink is placed as in MNIST. */
    public static void requireDigits(NetDescription net) {
        if (AUTO.resolveFor(net) != DRAWING || !net.classes().equals(DIGITS)) {
            throw new NetException("a row of digits needs a net trained on digits with input " + Drawing.SHAPE
                    + " and classes \"0\" to \"9\", such as those of MNIST; " + net.name() + " was trained on "
                    + net.dataset() + ", has input " + net.input() + " and classes " + net.classes());
        }
    }
}
