package dev.reprise.data.formats;

import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.images.Images;
import dev.reprise.data.images.PixelImage;
import dev.reprise.files.Printable;
import dev.reprise.files.Sha256;
import dev.reprise.files.UnreadableNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A user's own images: one subfolder per class, named like the class. Classes and files are sorted by name.
 *
 * <p>Where the folder has folders for training and test ({@link FolderLayout}), these contain the classes; otherwise every fifth
 * image of each class is a test image. All are stretched, or put into a square, and scaled to one shape: (1, 28, 28) if the images are gray, else (3, 32, 32),
 * unless the options say otherwise; up to one in twenty colored images are a warning and do not make all colored. The classes are
 * interleaved evenly, so that the last n images are a representative validation set.
 */
public record ImageFolder(Path folder, FolderOptions options) {
    private static final int GRAY_SIZE = 28;
    private static final int COLOR_SIZE = 32;
    private static final int TEST_EVERY = 5;
    private static final int FEW_OF = 20;

    public ImageFolder(Path folder) {
        this(folder, FolderOptions.NONE);
    }

    public LoadedData<ImageSet> read() {
        requireFolder();
        FolderLayout layout = FolderLayout.of(folder);
        List<String> warnings = new ArrayList<>(layout.notes());
        UnreadableFiles unreadable = new UnreadableFiles(folder);
        List<Example> train = readClasses(layout.train(), unreadable);
        List<Example> test;
        if (layout.test().isPresent()) {
            test = readClasses(layout.test().get(), unreadable);
        } else {
            test = train.stream().filter(ImageFolder::isTest).toList();
            train = train.stream().filter(Predicate.not(ImageFolder::isTest)).toList();
        }
        List<String> classes =
                train.stream().map(Example::className).distinct().sorted().toList();
        requireEnough(classes, test);
        Shape shape = shape(Stream.concat(train.stream(), test.stream()).toList(), warnings);
        ImageSet trainSet = set(train, classes, shape);
        ImageSet testSet = set(test, classes, shape);
        warnings.addAll(unreadable.warnings());
        return new LoadedData<>(
                trainSet,
                testSet,
                LoadedData.Origin.FOLDER,
                Map.of("train", sha256(trainSet), "test", sha256(testSet)),
                warnings);
    }

    private void requireFolder() {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": no such folder (expected one with a subfolder of images for each class)"
                    + UnreadableNames.hint(folder.toString())
                            .map(hint -> "; " + hint)
                            .orElse(""));
        }
    }

    /**
     * The pictures to measure a net on: those of the test folder if there is one, else all.
     *
     * @param notes what is left out, a line each
     */
    public record LabeledFiles(List<LabeledFile> files, List<String> notes) {}

    /** A picture's file, and its class: the name of its folder. */
    public record LabeledFile(Path file, String className) {}

    /** The files, undecoded. Throws {@link DataException} if there are none. */
    public LabeledFiles labeled() {
        requireFolder();
        FolderLayout layout = FolderLayout.of(folder);
        List<LabeledFile> files = FolderLayout.classes(layout.test().orElse(layout.train())).stream()
                .flatMap(classFolder -> FolderLayout.pictures(classFolder).stream()
                        .map(file ->
                                new LabeledFile(file, classFolder.getFileName().toString())))
                .toList();
        if (files.isEmpty()) {
            throw new DataException(folder + ": has no images (expected a subfolder of images for each class)");
        }
        return new LabeledFiles(files, layout.notes());
    }

    private Shape gray() {
        int size = options.size().orElse(GRAY_SIZE);
        return new Shape(1, size, size);
    }

    private Shape color() {
        int size = options.size().orElse(COLOR_SIZE);
        return new Shape(3, size, size);
    }

    private Shape shape(List<Example> examples, List<String> warnings) {
        if (options.color().isPresent()) {
            return options.color().get() ? color() : gray();
        }
        List<Example> colored =
                examples.stream().filter(example -> !example.isGray()).toList();
        if (colored.isEmpty()) {
            return gray();
        }
        if (colored.size() * FEW_OF > examples.size()) {
            return color();
        }
        warnings.add(
                "%s: %d of %d images have color, such as %s; all are read as gray (folder:%s?color=rgb reads all in color)"
                        .formatted(folder, colored.size(), examples.size(), colored.get(0).image.file, folder));
        return gray();
    }

    private static boolean isTest(Example example) {
        return example.index % TEST_EVERY == TEST_EVERY - 1;
    }

    private void requireEnough(List<String> classes, List<Example> test) {
        if (classes.size() < 2) {
            throw new DataException(
                    "%s: has images of %d classes%s (expected at least 2, with a subfolder of images for each)"
                            .formatted(folder, classes.size(), classes.isEmpty() ? "" : " (" + classes.get(0) + ")"));
        }
        if (test.isEmpty()) {
            throw new DataException("%s: no test images (expected train/ and test/, or at least %d images in a class)"
                    .formatted(folder, TEST_EVERY));
        }
        test.stream()
                .filter(example -> !classes.contains(example.className))
                .findFirst()
                .ifPresent(example -> {
                    throw new DataException(
                            "%s: class %s has test images but no training images".formatted(folder, example.className));
                });
    }

    private List<Example> readClasses(Path parent, UnreadableFiles unreadable) {
        List<Example> examples = new ArrayList<>();
        for (Path classFolder : FolderLayout.classes(parent)) {
            if (!Printable.isPrintable(classFolder.getFileName().toString())) {
                throw new DataException("the name of a class must have no control characters: rename the folder "
                        + Printable.of(classFolder.toString()));
            }
            List<Decoded> decoded = FolderLayout.pictures(classFolder).parallelStream()
                    .map(file -> Decoded.of(file, gray(), color(), options.keepAspect()))
                    .toList();
            decoded.stream().filter(image -> !image.readable()).forEach(image -> unreadable.add(image.file));
            List<Decoded> images = decoded.stream().filter(Decoded::readable).toList();
            IntStream.range(0, images.size())
                    .mapToObj(i -> new Example(classFolder.getFileName().toString(), i, images.size(), images.get(i)))
                    .forEach(examples::add);
        }
        examples.sort(Comparator.comparingDouble(Example::position).thenComparing(Example::className));
        return examples;
    }

    private ImageSet set(List<Example> examples, List<String> classes, Shape shape) {
        byte[] pixels = new byte[Math.multiplyExact(examples.size(), (int) shape.size())];
        int[] labels = new int[examples.size()];
        for (int i = 0; i < labels.length; i++) {
            byte[] image = examples.get(i).image.pixels(shape);
            System.arraycopy(image, 0, pixels, i * image.length, image.length);
            labels[i] = classes.indexOf(examples.get(i).className);
        }
        return new ImageSet("folder:" + folder, shape, classes, pixels, labels);
    }

    private static String sha256(ImageSet set) {
        MessageDigest digest = Sha256.digest();
        for (int i = 0; i < set.size(); i++) {
            digest.update(set.pixels(i));
            digest.update((byte) set.label(i));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Image {@code index} of the {@code count} of its class. */
    private record Example(String className, int index, int count, Decoded image) {
        /** The position in the whole set, in 0–1, so that the classes are spread evenly. */
        double position() {
            return (index + 0.5) / count;
        }

        boolean isGray() {
            return image.gray;
        }
    }

    /** An image in both shapes, as it is not known yet whether all are gray; empty if the file is not an image. */
    private static final class Decoded {
        private final Path file;
        private final boolean gray;
        private final byte[] grayPixels;
        private final byte[] colorPixels;

        private Decoded(Path file, boolean gray, byte[] grayPixels, byte[] colorPixels) {
            this.file = file;
            this.gray = gray;
            this.grayPixels = grayPixels;
            this.colorPixels = colorPixels;
        }

        static Decoded of(Path file, Shape gray, Shape color, boolean keepAspect) {
            try {
                PixelImage read = Images.read(file);
                PixelImage image = keepAspect ? read.squared() : read;
                return new Decoded(file, image.isGray(), image.toShape(gray), image.toShape(color));
            } catch (DataException e) {
                return new Decoded(file, true, new byte[0], new byte[0]);
            }
        }

        boolean readable() {
            return grayPixels.length > 0;
        }

        byte[] pixels(Shape shape) {
            return shape.get(0) == 1 ? grayPixels : colorPixels;
        }
    }
}
