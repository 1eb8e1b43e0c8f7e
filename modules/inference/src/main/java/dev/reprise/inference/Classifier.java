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
import dev.reprise.net.familiarity.Familiarity;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.results.Predictions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A saved net that classifies pictures. Any number of threads may share one; whoever opens it closes it.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(Path.of("runs/conv-net/20260101-120000-seed1"), "cpu")) {
 *     Prediction prediction = classifier.classify(Images.read(Path.of("seven.png")));
 *     System.out.println(prediction.best());
 * }
 * }</pre>
 *
 * <p>Many pictures in one call are faster than one by one. Torch chooses how many threads one call computes with (the
 * system property {@code ai.djl.pytorch.num_threads}, read when the engine starts): 1 is best for a perceptron.
 */
public final class Classifier implements AutoCloseable {
    private final LoadedNet net;
    private final Optional<Familiarity> familiarity;
    private final Optional<Familiarity.Scorer> scorer;
    private final ReadWriteLock open = new ReentrantReadWriteLock(); // closing waits for the calls in progress
    private boolean closed;

    private Classifier(LoadedNet net, Optional<Familiarity> familiarity) {
        this.net = net;
        this.familiarity = familiarity;
        this.scorer = familiarity.map(known -> known.on(net.description(), net.manager()));
    }

    /**
     * Opens the saved net of a run.
     *
     * @param run a run's folder, or its {@code model/}
     * @param device {@code auto} (the first GPU that the natives see, else the CPU), {@code cpu}, {@code gpu}, {@code
     *     gpu1}, …
     * @throws NetException in one line: what is missing or damaged, or that the net does not classify images
     */
    public static Classifier open(Path run, String device) {
        return open(run, Torch.device(device));
    }

    /** Like {@link #open(Path, String)}, on a device of DJL's. */
    public static Classifier open(Path run, Device device) {
        return load(imageClassifier(run), device);
    }

    /** Loads a net that {@link #imageClassifier} has checked. */
    public static Classifier load(SavedNet saved, Device device) {
        Torch.engine();
        Optional<Familiarity> familiarity = Familiarity.of(saved);
        return new Classifier(saved.load(device), familiarity);
    }

    /** The saved net of a run, checked to classify images. Needs no engine; throws as {@link #open} does. */
    public static SavedNet imageClassifier(Path run) {
        SavedNet saved = SavedNet.open(run);
        NetDescription description = saved.description();
        if (description.task() != Task.CLASSIFICATION) {
            throw new NetException(saved.folder() + ": " + description.name()
                    + " predicts numbers; expected a net that classifies images");
        }
        Shape input = description.input();
        if (input.dimension() != 3 || (input.get(0) != 1 && input.get(0) != 3)) {
            throw new NetException(saved.folder() + ": " + description.name() + " has input " + input
                    + "; expected a net that classifies images, (channels, height, width) with 1 or 3 channels");
        }
        return saved;
    }

    /** The net's input, layers and classes. */
    public NetDescription description() {
        return net.description();
    }

    /** Classifies a picture, fitted by {@link InputFit#AUTO}. Throws as {@link #prepare} does. */
    public Prediction classify(PixelImage picture) {
        return classify(List.of(picture)).get(0);
    }

    /** Classifies pictures, fitted by {@link InputFit#AUTO}, in their order. Throws as {@link #prepare} does. */
    public List<Prediction> classify(List<PixelImage> pictures) {
        return classifyInputs(pictures.stream()
                .map(picture -> prepare(picture, InputFit.AUTO))
                .toList());
    }

    /**
     * A picture as the net sees it.
     *
     * @throws DataException if there is nothing to see: a drawing without ink
     * @throws NetException if the fit does not suit the net
     */
    public NetInput prepare(PixelImage picture, InputFit fit) {
        return fit.prepare(picture, description());
    }

    /** Classifies the digits of a picture with a row of them, from left to right. Throws as {@link #prepareDigits} does. */
    public List<Prediction> classifyDigits(PixelImage picture) {
        return classifyInputs(prepareDigits(picture));
    }

    /**
     * A picture with a row of digits as the net sees it: each digit cut out and placed as in MNIST, from left to right.
     *
     * @throws DataException if there is no row of digits
     * @throws NetException if the net was not trained on digits
     * @see DigitRow the rules by which it is cut
     */
    public List<NetInput> prepareDigits(PixelImage picture) {
        InputFit.requireDigits(description());
        return inputs(DigitRow.of(picture)
                .mostConfidentCut(digits -> classifyInputs(inputs(digits)).stream()
                        .mapToDouble(Prediction::probability)
                        .min()
                        .orElseThrow()));
    }

    private List<NetInput> inputs(List<byte[]> pixels) {
        return pixels.stream()
                .map(each -> NetInput.of(description().input(), each))
                .toList();
    }

    /** Classifies pictures that are {@linkplain #prepare prepared}, in their order. */
    public List<Prediction> classifyInputs(List<NetInput> inputs) {
        List<byte[]> pixels = inputs.stream().map(NetInput::pixels).toList();
        List<float[]> rows = whileOpen(() -> net.imageProbabilities(pixels));
        return IntStream.range(0, rows.size())
                .mapToObj(i -> Prediction.of(
                        description().classes(), rows.get(i), inputs.get(i).doubt()))
                .toList();
    }

    /**
     * As {@link #classifyInputs}, with the {@linkplain Prediction#familiarity familiarity} of each picture.
     *
     * @param reject the share of pictures like those of the training that may be rejected by mistake, in 0–1, such as 0.02
     * @throws NetException if the net was saved without what it needs
     */
    public List<Prediction> classifyInputs(List<NetInput> inputs, double reject) {
        requireFamiliarity();
        List<byte[]> pixels = inputs.stream().map(NetInput::pixels).toList();
        List<float[]> rows = whileOpen(() -> net.ofImages(pixels, scorer.orElseThrow()::logitsAndScore));
        int classes = description().classes().size();
        return IntStream.range(0, rows.size())
                .mapToObj(i -> Prediction.of(
                                description().classes(),
                                softmax(rows.get(i), classes),
                                inputs.get(i).doubt())
                        .withFamiliarity(familiarity.orElseThrow().share(rows.get(i)[classes]), reject))
                .toList();
    }

    /** Throws {@link NetException} if the net was saved without what tells pictures that it knows from others. */
    public void requireFamiliarity() {
        if (familiarity.isEmpty()) {
            throw new NetException(
                    description().name() + " was saved without familiarity.json, which tells what the net"
                            + " knows from what it does not: train it again with this version");
        }
    }

    private static float[] softmax(float[] row, int classes) {
        double largest = row[0];
        for (int i = 1; i < classes; i++) {
            largest = Math.max(largest, row[i]);
        }
        double sum = 0;
        float[] probabilities = new float[classes];
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(row[i] - largest);
        }
        for (int i = 0; i < classes; i++) {
            probabilities[i] = (float) (Math.exp(row[i] - largest) / sum);
        }
        return probabilities;
    }

    /**
     * Classifies the images of a labeled set as is, without any fitting, as a training run does.
     *
     * @throws DataException if the set has another shape or other classes than the net
     */
    public ConfusionMatrix evaluate(ImageSet set) {
        return predictions(set).confusion();
    }

    /** What the net predicts for each image of a labeled set; throws as {@link #evaluate} does. */
    public Predictions predictions(ImageSet set) {
        requireMatch(set);
        List<byte[]> images =
                IntStream.range(0, set.size()).mapToObj(set::pixels).toList();
        List<float[]> probabilities = whileOpen(() -> net.imageProbabilities(images));
        return Predictions.of(set.labels(), probabilities, set.classes().size());
    }

    /** Classifies them with their familiarity, as {@link #classifyInputs(List, double)} does pictures; throws as both do. */
    public List<Prediction> classify(ImageSet set, double reject) {
        requireMatch(set);
        return classifyInputs(
                IntStream.range(0, set.size())
                        .mapToObj(i -> NetInput.of(set.inputShape(), set.pixels(i)))
                        .toList(),
                reject);
    }

    private void requireMatch(ImageSet set) {
        requireMatch("input", description().input(), set, set.inputShape());
        requireMatch("classes", description().classes(), set, set.classes());
    }

    private void requireMatch(String what, Object expected, ImageSet set, Object actual) {
        if (!expected.equals(actual)) {
            throw new DataException("%s has %s %s, the images of %s have %s"
                    .formatted(description().name(), what, expected, set.name(), actual));
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

    /** Waits for the calls in progress, then frees the net's memory. */
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
