package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.NetInput;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** The inputs of the net made of an image file, or, if there are none, the problem. */
record PreparedImage(Path file, List<NetInput> inputs, String problem) {

    /** How a picture becomes inputs of the net: one, or one for each digit. */
    interface Preparation extends BiFunction<Classifier, PixelImage, List<NetInput>> {}

    static PreparedImage read(Classifier classifier, Path file, Preparation preparation) {
        try {
            return new PreparedImage(file, prepare(classifier, file, preparation), "");
        } catch (DataException e) {
            String problem = e.getMessage().lines().findFirst().orElse("unreadable");
            return new PreparedImage(file, List.of(), problem);
        }
    }

    private static List<NetInput> prepare(Classifier classifier, Path file, Preparation preparation) {
        PixelImage picture = Images.read(file);
        try {
            return preparation.apply(classifier, picture);
        } catch (DataException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    boolean isReadable() {
        return !inputs.isEmpty();
    }
}
