package dev.reprise.inference;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.inference.digits.Doubt;
import dev.reprise.inference.digits.Drawing;
import dev.reprise.inference.digits.PlacedDigit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** An input of a net: pixels 0–255 in the shape that the net takes, before its scaling. */
public final class NetInput {
    private final Shape shape;
    private final byte[] pixels;
    private final Optional<Doubt> doubt;

    private NetInput(Shape shape, byte[] pixels, Optional<Doubt> doubt) {
        this.shape = shape;
        this.pixels = pixels;
        this.doubt = doubt;
    }

    static NetInput of(PlacedDigit digit) {
        return new NetInput(Drawing.SHAPE, digit.pixels(), digit.doubt());
    }

    /**
     * Pixels in the shape that a net takes.
     *
     * @param shape (channels, height, width), 1 or 3 channels
     * @param pixels in the order of the shape, 0–255
     */
    public static NetInput of(Shape shape, byte[] pixels) {
        if (shape.dimension() != 3 || (shape.get(0) != 1 && shape.get(0) != 3) || shape.size() != pixels.length) {
            throw new DataException(
                    "expected (channels, height, width) with 1 or 3 channels and a value for each pixel,"
                            + " got shape " + shape + " with " + pixels.length + " values");
        }
        return new NetInput(shape, pixels.clone(), Optional.empty());
    }

    /** Inputs of one shape side by side in one. */
    public static NetInput sideBySide(List<NetInput> inputs) {
        Shape each = inputs.get(0).shape;
        int lines = (int) (each.get(0) * each.get(1));
        int width = (int) each.get(2);
        byte[] all = new byte[inputs.size() * lines * width];
        for (int i = 0; i < all.length; i++) {
            int line = i / (inputs.size() * width);
            int column = i % (inputs.size() * width);
            all[i] = inputs.get(column / width).pixels[line * width + column % width];
        }
        return new NetInput(new Shape(each.get(0), each.get(1), (long) inputs.size() * width), all, Optional.empty());
    }

    /** 255 minus each value. */
    NetInput inverted() {
        byte[] others = new byte[pixels.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = (byte) ~pixels[i];
        }
        return new NetInput(shape, others, doubt);
    }

    public Shape shape() {
        return shape;
    }

    /** (channels, height, width), 0–255. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** Why the picture may not be what the net expects. */
    public Optional<Doubt> doubt() {
        return doubt;
    }

    /** The input as a PNG file, gray or in color. */
    public byte[] png() {
        int channels = (int) shape.get(0);
        int height = (int) shape.get(1);
        int width = (int) shape.get(2);
        BufferedImage image = new BufferedImage(
                width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.length; i++) {
            int channel = i / (height * width);
            int place = i % (height * width);
            image.getRaster().setSample(place % width, place / width, channel, pixels[i] & 0xFF);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
