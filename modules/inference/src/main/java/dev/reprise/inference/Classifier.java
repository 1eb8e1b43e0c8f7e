package dev.reprise.inference;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.reprise.data.DataException;
import dev.reprise.data.ImageSet;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.digits.DigitRow;
import dev.reprise.net.LoadedNet;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Task;
import dev.reprise.net.Torch;
import dev.reprise.results.ConfusionMatrix;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A saved net that says what is on a picture. Any number of threads may use one; who opens it closes it.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(Path.of("runs/conv-net/20260101-120000-seed1"), "cpu")) {
 *     Prediction prediction = classifier.classify(Images.read(Path.of("seven.png")));
 *     System.out.println(prediction.best());
 * }
 * }</pre>
 *
 * <p>Many pictures in one call are faster than one by one. How many threads one call computes with is torch's choice
 * (the system property {@code ai.djl.pytorch.num_threads}, read when the engine starts): 1 is best for a perceptron.
 */
public final class Classifier implements AutoCloseable {
    private final LoadedNet net;
    private final ReadWriteLock open = new ReentrantReadWriteLock(); // closing waits for those who are at work
    private boolean closed;

    private Classifier(LoadedNet net) {
        this.net = net;
    }

    /**
     * Opens the saved net of a run.
     *
     * @param run a run's folder, or its {@code model/}
     * @param device {@code auto} (the first GPU that the natives see, else the CPU), {@code cpu}, {@code gpu}, {@code
     *     gpu1}, …
     * @throws NetException in one line: what is missing, damaged, or no classifier of images
     */
    public static Classifier open(Path run, String device) {
        return load(classifierOfImages(SavedNet.open(run)), Torch.device(device));
    }

    /** As {@link #open(Path, String)}, for a device of DJL's. */
    public static Classifier open(Path run, Device device) {
        return load(classifierOfImages(SavedNet.open(run)), device);
    }

    /** Loads a net that {@link SavedRun#open} has let through. */
    public static Classifier load(SavedNet saved, Device device) {
        Torch.engine();
        return new Classifier(saved.load(device));
    }

    /** The net itself, where it reads images and names classes. Needs no engine. */
    static SavedNet classifierOfImages(SavedNet saved) {
        NetDescription description = saved.description();
        if (description.task() != Task.CLASSIFICATION) {
            throw new NetException(saved.folder() + ": " + description.name()
                    + " predicts numbers; expected a net that names classes of images");
        }
        Shape input = description.input();
        if (input.dimension() != 3 || (input.get(0) != 1 && input.get(0) != 3)) {
            throw new NetException(saved.folder() + ": " + description.name() + " reads inputs " + input
                    + "; expected a net that reads images, (channels, height, width) with 1 or 3 channels");
        }
        return saved;
    }

    /** What the saved net is: its input, layers and classes. */
    public NetDescription description() {
        return net.description();
    }

    /** The class of a picture, fed by {@link InputFit#AUTO}. */
    public Prediction classify(PixelImage picture) {
        return classify(List.of(picture)).get(0);
    }

    /** The classes of pictures, in their order, fed by {@link InputFit#AUTO}. Throws as {@link #prepare} does. */
    public List<Prediction> classify(List<PixelImage> pictures) {
        return classifyInputs(
                pictures.stream().map(picture -> prepare(picture, InputFit.AUTO)).toList());
    }

    /**
     * What the net sees of a picture.
     *
     * @throws DataException where there is nothing to see: a drawing without ink
     * @throws NetException where this way to fit does not go with the net
     */
    public NetInput prepare(PixelImage picture, InputFit fit) {
        return fit.prepare(picture, description());
    }

    /** The digits of a picture with a row of them, from left to right. Throws as {@link #prepareDigits} does. */
    public List<Prediction> classifyDigits(PixelImage picture) {
        return classifyInputs(prepareDigits(picture));
    }

    /**
     * What the net sees of a picture with a row of digits: each cut out and placed as in MNIST, from left to right.
     *
     * @throws DataException where there is no row of digits to see
     * @throws NetException where the net was not trained on digits
     * @see DigitRow the rules by which it is cut
     */
    public List<NetInput> prepareDigits(PixelImage picture) {
        InputFit.requireDigits(description());
        return DigitRow.of(picture).surest(this::classifyInputs);
    }

    /** The classes of pictures that are {@linkplain #prepare prepared}, in their order. */
    public List<Prediction> classifyInputs(List<NetInput> inputs) {
        List<byte[]> pixels = inputs.stream().map(NetInput::pixels).toList();
        return whileOpen(() -> net.imageProbabilities(pixels)).stream()
                .map(row -> Prediction.of(description().classes(), row))
                .toList();
    }

    /**
     * How the images of a labelled set are classified as they are, without any fitting: the figures of a training run.
     *
     * @throws DataException where the set has another shape or other classes than the net
     */
    public ConfusionMatrix evaluate(ImageSet set) {
        requireMatch("images", description().input(), set, set.inputShape());
        requireMatch("the classes", description().classes(), set, set.classes());
        List<byte[]> images =
                IntStream.range(0, set.size()).mapToObj(set::pixels).toList();
        int[] predictions = whileOpen(() -> net.imageProbabilities(images)).stream()
                .mapToInt(Prediction::highest)
                .toArray();
        return ConfusionMatrix.of(set.classes().size(), set.labels(), predictions);
    }

    private void requireMatch(String what, Object wanted, ImageSet set, Object came) {
        if (!wanted.equals(came)) {
            throw new DataException("%s reads %s %s, those of %s are %s"
                    .formatted(description().name(), what, wanted, set.name(), came));
        }
    }

    private <T> T whileOpen(Supplier<T> work) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the classifier is closed");
            }
            return work.get();
        } finally {
            open.readLock().unlock();
        }
    }

    /** Waits for the calls at work, and frees the net's memory. */
    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                net.close();
            }
        } finally {
            open.writeLock().unlock();
        }
    }
}
