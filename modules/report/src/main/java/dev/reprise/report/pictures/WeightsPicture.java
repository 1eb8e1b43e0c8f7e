package dev.reprise.report.pictures;

import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Net;
import dev.reprise.net.SavedNet;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The weights of each unit of the first layer as a tile of the image's shape: what the unit responds to. */
public final class WeightsPicture {
    private static final int MAX_TILES = 144;
    private static final int WIDTH = 720;
    private static final int PADDING = 3;

    private WeightsPicture() {}

    /** The weights of the first layer that has any; empty where they are not images. */
    public static Optional<ReportPicture> of(SavedNet saved) {
        Net net = saved.description().net();
        return net.parameterShapes().entrySet().stream()
                .filter(parameter -> parameter.getKey().endsWith(".weight"))
                .findFirst()
                .flatMap(first -> tile(net.input(), first.getValue()).map(tile -> draw(saved, first, tile)));
    }

    /** The shape of a unit's tile: that of a filter, or of the image that a linear layer sees as a whole. */
    private static Optional<Shape> tile(Shape input, Shape weight) {
        Shape tile = weight.dimension() == 4 ? weight.slice(1) : input;
        boolean shown = tile.dimension() == 3 && (tile.get(0) == 1 || tile.get(0) == 3);
        return shown && tile.size() == weight.slice(1).size() ? Optional.of(tile) : Optional.empty();
    }

    private static ReportPicture draw(SavedNet saved, Map.Entry<String, Shape> parameter, Shape tile) {
        float[] values = saved.parameter(parameter.getKey()).toArray();
        int size = Math.toIntExact(tile.size());
        int units = values.length / size;
        List<BufferedImage> tiles = IntStream.range(0, Math.min(units, MAX_TILES))
                .mapToObj(unit -> Pixels.stretched(
                        (int) tile.get(0),
                        (int) tile.get(1),
                        (int) tile.get(2),
                        Arrays.copyOfRange(values, unit * size, (unit + 1) * size)))
                .toList();
        int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
        int side = Math.min(WIDTH / columns - PADDING, 96);
        int rows = (tiles.size() + columns - 1) / columns;
        String caption =
                "Weights of %s, one tile per unit, each scaled from its smallest value (black) to its largest (white)%s."
                        .formatted(
                                parameter.getKey(),
                                units > MAX_TILES ? "; the first " + MAX_TILES + " of " + units : "");
        return new Canvas(columns * (side + PADDING) + PADDING, rows * (side + PADDING) + PADDING)
                .draw("weights", caption, g -> {
                    g.setColor(new Color(0x333333));
                    g.fillRect(0, 0, columns * (side + PADDING) + PADDING, rows * (side + PADDING) + PADDING);
                    for (int i = 0; i < tiles.size(); i++) {
                        int x = PADDING + i % columns * (side + PADDING);
                        int y = PADDING + i / columns * (side + PADDING);
                        g.drawImage(tiles.get(i), x, y, side, side, null);
                    }
                });
    }
}
