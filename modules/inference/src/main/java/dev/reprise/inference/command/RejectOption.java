package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --reject}, for a command that classifies pictures. */
public final class RejectOption {
    @Option(
            names = "--reject",
            paramLabel = "SHARE",
            description = {
                "Mark as unsure what is less like the training images than this share of the validation",
                "images: --reject 0.02 rejects 2%% of the pictures that the net knows, and most others."
            })
    private Optional<Double> share = Optional.empty();

    /** Throws {@link DataException} unless the share is between 0 and 1. */
    public Optional<Double> share() {
        share.filter(value -> !(value > 0 && value < 1)).ifPresent(value -> {
            throw new DataException("--reject: expected a share between 0 and 1, such as 0.02, got " + value);
        });
        return share;
    }

    /** Fails early if a net cannot tell what it knows. */
    public void require(Classifier classifier) {
        if (share().isPresent()) {
            classifier.requireFamiliarity();
        }
    }

    /** Classifies prepared pictures, with their familiarity if a share is given. */
    public List<Prediction> classify(Classifier classifier, List<NetInput> inputs) {
        return share().isPresent() ? classifier.classifyInputs(inputs, share.get()) : classifier.classifyInputs(inputs);
    }
}
