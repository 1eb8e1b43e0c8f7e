package dev.reprise.data.formats;

import dev.reprise.data.DataException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the pictures of a folder become inputs, written after its path: {@code pictures?size=32&color=gray}.
 *
 * @param size height and width; absent: 28 for gray pictures, 32 for colored ones
 * @param color whether inputs have three channels; absent: as the pictures are
 * @param keepAspect whether pictures are put into the middle of a square of the color of their edge, rather than stretched
 */
public record FolderOptions(OptionalInt size, Optional<Boolean> color, boolean keepAspect) {
    private static final String EXPECTED =
            "expected size=PIXELS, color=gray|rgb or keep-aspect, as in folder:PATH?size=32&color=gray&keep-aspect";
    private static final int LARGEST = 512;

    /** As the pictures are. */
    public static final FolderOptions NONE = new FolderOptions(OptionalInt.empty(), Optional.empty(), false);

    /** The options of a text such as {@code size=32&color=gray}. */
    public static FolderOptions parse(String text) {
        FolderOptions options = NONE;
        for (String option : text.split("&", -1)) {
            options = options.with(option);
        }
        return options;
    }

    private FolderOptions with(String option) {
        if (option.matches("size=\\d{1,4}")) {
            int pixels = Integer.parseInt(option.substring("size=".length()));
            if (pixels < 1 || pixels > LARGEST) {
                throw new DataException("size: expected 1 to " + LARGEST + " pixels, got " + pixels);
            }
            return new FolderOptions(OptionalInt.of(pixels), color, keepAspect);
        }
        return switch (option) {
            case "color=gray", "color=grey" -> new FolderOptions(size, Optional.of(false), keepAspect);
            case "color=rgb", "color=color" -> new FolderOptions(size, Optional.of(true), keepAspect);
            case "keep-aspect" -> new FolderOptions(size, color, true);
            default -> throw new DataException("folder option '" + option + "': " + EXPECTED);
        };
    }
}
