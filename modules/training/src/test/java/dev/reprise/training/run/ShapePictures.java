package dev.reprise.training.run;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small grey pictures of simple shapes. */
final class ShapePictures {
    private ShapePictures() {}

    static void write(Path folder, String shape, int number) throws IOException {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        switch (shape) {
            case "square" -> g.drawRect(4 + number % 3, 4, 18, 18);
            case "bar" -> g.fillRect(12, 2 + number % 3, 4, 22);
            default -> g.fillOval(10 + number % 3, 10, 7, 7);
        }
        g.dispose();
        Files.createDirectories(folder);
        ImageIO.write(image, "png", folder.resolve(number + ".png").toFile());
    }
}
