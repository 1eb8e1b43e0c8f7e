package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;

/** Views of arrays that outlive a pass, as a pass needs them: DJL would leave each view with the array's own owner. */
final class Views {
    private Views() {}

    /** The view, freed with the pass that {@code passing} belongs to. */
    static NDArray in(NDArray passing, NDArray view) {
        view.attach(passing.getManager());
        return view;
    }
}
