package dev.reprise.report.pictures;

import java.awt.image.BufferedImage;

/** Pixels as images. */
public final class Pixels {
    private Pixels() {}

    /** An image of (channels, height, width) pixels of 0–255: gray for one channel, red, green and blue for three. */
    public static BufferedImage image(int channels, int height, int width, byte[] pixels) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int plane = height * width;
        for (int p = 0; p < plane; p++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | Byte.toUnsignedInt(pixels[Math.min(c, channels - 1) * plane + p]);
            }
            image.setRGB(p % width, p / width, rgb);
        }
        return image;
    }

    /** The same of any values: the smallest of the image becomes 0, the largest 255. */
    static BufferedImage stretched(int channels, int height, int width, float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) (max > min ? Math.round(255 * (values[i] - min) / (max - min)) : 128);
        }
        return image(channels, height, width, pixels);
    }
}
