package dev.reprise.search;

import java.util.List;
import java.util.Optional;

/** A way to propose points. It keeps nothing in mind: asked the same again, it gives the same answer. */
@FunctionalInterface
public interface Sampler {

    /**
     * Proposes a point.
     *
     * @param number how many points were proposed before
     * @param observed those of them that were tried, in the order in which they were proposed
     * @return empty where there are no more
     */
    Optional<Point> propose(int number, List<Observed> observed);
}
