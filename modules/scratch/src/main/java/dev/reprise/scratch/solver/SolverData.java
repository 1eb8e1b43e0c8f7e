package dev.reprise.scratch.solver;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.stream.IntStream;

/** Examples that a Solver draws batches of. */
public interface SolverData {

    int size();

    /** The inputs of these rows, (rows, …), as the net takes them; the manager owns them. */
    NDArray inputs(int[] rows, NDManager manager);

    /** The classes of these rows, (rows) int64; the manager owns them. */
    NDArray classes(int[] rows, NDManager manager);

    /** Arrays that are there as a whole: inputs (n, …) and classes (n) int64. */
    static SolverData of(NDArray inputs, NDArray classes) {
        return new SolverData() {
            @Override
            public int size() {
                return (int) inputs.size(0);
            }

            @Override
            public NDArray inputs(int[] rows, NDManager manager) {
                return select(inputs, rows, manager);
            }

            @Override
            public NDArray classes(int[] rows, NDManager manager) {
                return select(classes, rows, manager);
            }
        };
    }

    private static NDArray select(NDArray array, int[] rows, NDManager manager) {
        NDArray indices = manager.create(IntStream.of(rows).asLongStream().toArray());
        return array.get(manager, new NDIndex("{}", indices));
    }
}
