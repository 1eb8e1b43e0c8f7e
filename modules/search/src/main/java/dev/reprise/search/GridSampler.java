package dev.reprise.search;

import dev.reprise.search.Parameter.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every combination of lists of values; the last parameter changes first. */
public final class GridSampler implements Sampler {
    private final List<Choice> lists;
    private final long points;

    /** Throws {@link SearchException} for a parameter that is a range. */
    public GridSampler(Space space) {
        this.lists = space.parameters().stream().map(GridSampler::list).toList();
        this.points = lists.stream().mapToLong(list -> list.values().size()).reduce(1, Math::multiplyExact);
    }

    private static Choice list(Parameter parameter) {
        if (parameter instanceof Choice choice) {
            return choice;
        }
        throw new SearchException(parameter.name()
                + " is a range: a grid needs lists, such as 0.01,0.1,1; or search by random, halton or tpe");
    }

    /** How many points there are. */
    public long points() {
        return points;
    }

    @Override
    public Optional<Point> propose(int number, List<Observed> observed) {
        if (number >= points) {
            return Optional.empty();
        }
        List<Double> values = new ArrayList<>();
        long left = number;
        for (int i = lists.size() - 1; i >= 0; i--) {
            int size = lists.get(i).values().size();
            values.add(0, (double) (left % size));
            left /= size;
        }
        return Optional.of(new Point(values));
    }
}
