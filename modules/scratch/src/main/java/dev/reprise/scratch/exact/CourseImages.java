package dev.reprise.scratch.exact;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.reprise.data.Examples;
import dev.reprise.scratch.solver.SolverData;

/**
 * Images as cs231n's course prepares them: float64 pixels 0–255, less the mean image of the training set.
 *
 * <p>The pixels stay bytes, and the mean is subtracted when a batch is drawn: the same numbers as in NumPy, in an eighth
 * of the memory (49,000 images of 3,072 float64 are 1.2 GB).
 */
final class CourseImages implements SolverData {
    private static final int IMAGES_AT_ONCE = 1000;

    private final SolverData raw; // (n, channels, height, width) uint8
    private final NDArray mean; // (channels, height, width) float64

    private CourseImages(Examples images, NDArray mean, NDManager manager) {
        this.raw = SolverData.of(images.inputs(manager), images.targets(manager));
        this.mean = mean;
    }

    /** The training set, whose mean image is subtracted; the manager owns the arrays. */
    static CourseImages train(Examples images, NDManager manager) {
        return new CourseImages(images, mean(images, manager), manager);
    }

    /** Another set, less the mean image of this one. */
    CourseImages other(Examples images, NDManager manager) {
        return new CourseImages(images, mean, manager);
    }

    @Override
    public int size() {
        return raw.size();
    }

    @Override
    public NDArray inputs(int[] rows, NDManager manager) {
        return raw.inputs(rows, manager).toType(DataType.FLOAT64, false).sub(mean);
    }

    @Override
    public NDArray classes(int[] rows, NDManager manager) {
        return raw.classes(rows, manager);
    }

    /** Sums of whole numbers are exact in float64, in any order; so this is NumPy's mean to the bit. */
    private static NDArray mean(Examples images, NDManager manager) {
        NDArray sum = manager.zeros(images.inputShape(), DataType.FLOAT64);
        for (int from = 0; from < images.size(); from += IMAGES_AT_ONCE) {
            try (NDManager ofSome = manager.newSubManager()) {
                NDArray some = images.rows(from, Math.min(from + IMAGES_AT_ONCE, images.size()))
                        .inputs(ofSome);
                sum.addi(some.toType(DataType.FLOAT64, false).sum(new int[] {0}));
            }
        }
        return sum.divi(images.size());
    }
}
