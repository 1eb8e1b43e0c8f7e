package dev.reprise.data.preprocessing;

import ai.djl.ndarray.NDManager;
import dev.reprise.data.DataException;
import dev.reprise.data.Examples;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal components of a set: eigenvectors of its covariance, in order of decreasing eigenvalue.
 *
 * <p>An eigenvector's sign is arbitrary; here its largest entry is positive, so that the same data give the same result.
 */
final class PrincipalComponents {
    private final double[] means; // (features)
    private final List<Component> components;

    private PrincipalComponents(double[] means, List<Component> components) {
        this.means = means;
        this.components = components;
    }

    static PrincipalComponents of(Examples train, int count, NDManager manager) {
        int features = (int) train.inputShape().size();
        if (count > features) {
            throw new DataException("%s: cannot compute %d principal components of examples with %d values"
                    .formatted(train.name(), count, features));
        }
        FeatureMoments moments = new FeatureMoments(train, manager);
        double[] means = moments.means();
        DMatrixRMaj covariance = DMatrixRMaj.wrap(features, features, moments.covariance(means));
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(features, true, true);
        if (!eigen.decompose(covariance)) {
            throw new DataException(train.name() + ": the eigenvectors of the covariance could not be computed");
        }
        List<Component> components = IntStream.range(0, features)
                .mapToObj(i -> new Component(eigen.getEigenvalue(i).getReal(), eigen.getEigenVector(i)))
                .sorted(Comparator.comparingDouble(Component::variance).reversed())
                .limit(count)
                .toList();
        return new PrincipalComponents(means, components);
    }

    /** (features) */
    double[] means() {
        return means;
    }

    /** The eigenvectors as columns of (features, components), each multiplied by a factor that depends on its variance. */
    double[] scaledBy(DoubleUnaryOperator factorOfVariance) {
        int columns = components.size();
        double[] matrix = new double[means.length * columns];
        for (int column = 0; column < columns; column++) {
            Component component = components.get(column);
            double factor = component.sign() * factorOfVariance.applyAsDouble(component.variance());
            for (int row = 0; row < means.length; row++) {
                matrix[row * columns + column] = factor * component.direction.get(row, 0);
            }
        }
        return matrix;
    }

    private record Component(double eigenvalue, DMatrixRMaj direction) {
        /** Rounding can make an eigenvalue of 0 negative. */
        double variance() {
            return Math.max(eigenvalue, 0);
        }

        double sign() {
            double largest = 0;
            for (double value : direction.data) {
                largest = Math.abs(value) > Math.abs(largest) ? value : largest;
            }
            return Math.signum(largest);
        }
    }
}
