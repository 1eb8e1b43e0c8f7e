package dev.reprise.data.preprocessing;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.data.DataException;
import dev.reprise.data.Examples;
import dev.reprise.data.ImageSet;
import dev.reprise.data.SetStatistics;
import dev.reprise.net.FloatArray;
import dev.reprise.net.Scaling;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kind of scaling that an experiment asks for; {@link #fit} turns it into a {@link Scaling} with numbers.
 *
 * <p>A scaling is fitted on the training split alone, so that nothing leaks from the validation or test set.
 * Standard deviations and covariances are those of the population (divided by n), as in the texts and in NumPy.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ // with the names that records of format 1 have
    @JsonSubTypes.Type(Preprocessing.None.class),
    @JsonSubTypes.Type(Preprocessing.ZeroToOne.class),
    @JsonSubTypes.Type(value = Preprocessing.Normalized.class, names = "normalised"),
    @JsonSubTypes.Type(value = Preprocessing.NormalizedFromData.class, names = "normalised-from-data"),
    @JsonSubTypes.Type(Preprocessing.MeanImage.class),
    @JsonSubTypes.Type(value = Preprocessing.Standardized.class, names = "standardised"),
    @JsonSubTypes.Type(Preprocessing.Pca.class),
    @JsonSubTypes.Type(Preprocessing.Whitening.class)
})
public sealed interface Preprocessing {

    /** The shape of a scaled input, known before fitting. */
    default Shape outputShape(Shape input) {
        return input;
    }

    /**
     * The scaling for these training examples.
     *
     * @param manager where the sums are computed; no array stays attached to it
     */
    Scaling fit(Examples train, NDManager manager);

    @JsonTypeName("none")
    record None() implements Preprocessing {
        @Override
        public Scaling fit(Examples train, NDManager manager) {
            return new Scaling.None();
        }
    }

    @JsonTypeName("zero-to-one")
    record ZeroToOne() implements Preprocessing {
        @Override
        public Scaling fit(Examples train, NDManager manager) {
            return new Scaling.ZeroToOne();
        }
    }

    @JsonTypeName("normalized")
    record Normalized(
            List<Double> mean, @JsonAlias("deviation") List<Double> standardDeviation) implements Preprocessing {
        public Normalized {
            mean = List.copyOf(mean);
            standardDeviation = List.copyOf(standardDeviation);
            if (mean.isEmpty()
                    || mean.size() != standardDeviation.size()
                    || standardDeviation.stream().anyMatch(d -> !(d > 0))) {
                throw new DataException(
                        "normalized needs one mean and one standard deviation above 0 per channel, got means " + mean
                                + " and standard deviations " + standardDeviation);
            }
        }

        @Override
        public Scaling fit(Examples train, NDManager manager) {
            return new Scaling.Normalized(
                    mean.stream().map(Double::floatValue).toList(),
                    standardDeviation.stream().map(Double::floatValue).toList());
        }
    }

    @JsonTypeName("normalized-from-data")
    record NormalizedFromData() implements Preprocessing {
        @Override
        public Scaling fit(Examples train, NDManager manager) {
            if (!(train instanceof ImageSet images)) {
                throw new DataException(
                        train.name() + ": normalized-from-data is for images; use standardized for rows");
            }
            List<SetStatistics.Channel> channels = SetStatistics.of(images).channels();
            Stream<Double> deviations = channels.stream().map(SetStatistics.Channel::standardDeviation);
            return new Scaling.Normalized(
                    channels.stream().map(channel -> (float) channel.mean()).toList(),
                    deviations.map(d -> d > 0 ? d.floatValue() : 1f).toList());
        }
    }

    @JsonTypeName("mean-image")
    record MeanImage() implements Preprocessing {
        @Override
        public Scaling fit(Examples train, NDManager manager) {
            return new Scaling.MeanImage(floats(new FeatureMoments(train, manager).means()));
        }
    }

    @JsonTypeName("standardized")
    record Standardized() implements Preprocessing {
        @Override
        public Scaling fit(Examples train, NDManager manager) {
            FeatureMoments moments = new FeatureMoments(train, manager);
            double[] means = moments.means();
            double[] deviations = moments.variances(means);
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] = deviations[i] > 0 ? Math.sqrt(deviations[i]) : 1;
            }
            return new Scaling.Standardized(floats(means), floats(deviations));
        }
    }

    @JsonTypeName("pca")
    record Pca(int components) implements Preprocessing {
        @Override
        public Shape outputShape(Shape input) {
            return new Shape(components);
        }

        public Pca {
            requireComponents(components);
        }

        @Override
        public Scaling fit(Examples train, NDManager manager) {
            PrincipalComponents fitted = PrincipalComponents.of(train, components, manager);
            return new Scaling.Projection(floats(fitted.means()), floats(fitted.scaledBy(variance -> 1)), components);
        }
    }

    /** cs231n's whitening has epsilon 1e-5: without it, directions with almost no variance are amplified into noise. */
    @JsonTypeName("whitening")
    record Whitening(int components, double epsilon) implements Preprocessing {
        @Override
        public Shape outputShape(Shape input) {
            return new Shape(components);
        }

        public Whitening {
            requireComponents(components);
            if (!(epsilon >= 0)) {
                throw new DataException("whitening's epsilon must be at least 0, is " + epsilon);
            }
        }

        @Override
        public Scaling fit(Examples train, NDManager manager) {
            PrincipalComponents fitted = PrincipalComponents.of(train, components, manager);
            return new Scaling.Projection(floats(fitted.means()), floats(fitted.scaledBy(this::factor)), components);
        }

        /** A direction without any variance stays 0. */
        private double factor(double variance) {
            return variance + epsilon > 0 ? 1 / Math.sqrt(variance + epsilon) : 0;
        }
    }

    private static void requireComponents(int components) {
        if (components < 1) {
            throw new DataException("expected at least 1 component, got " + components);
        }
    }

    private static FloatArray floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return FloatArray.of(floats);
    }
}
