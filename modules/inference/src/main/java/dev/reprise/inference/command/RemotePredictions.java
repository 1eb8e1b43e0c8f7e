package dev.reprise.inference.command;

import dev.reprise.data.DataException;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.client.RemoteNet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a net of a running service predicts for image files. */
record RemotePredictions(RemoteNet net, InputFit fit, Consumer<String> problems) {

    /** An image file with its prediction, or the problem. */
    private record Answer(Path file, Optional<Prediction> prediction, String problem) {}

    /** Writes a line for each file, a problem for each that was not classified, and returns whether there were none. */
    boolean write(List<Path> files, PredictionWriter writer) {
        List<Answer> answers = files.parallelStream().map(this::ask).toList();
        boolean allDone = true;
        for (Answer answer : answers) {
            answer.prediction.ifPresent(prediction -> {
                writer.write(answer.file, List.of(prediction));
                prediction.doubt().ifPresent(doubt -> problems.accept("warning: " + answer.file + ": " + doubt.text()));
            });
            if (answer.prediction.isEmpty()) {
                problems.accept(answer.problem);
                allDone = false;
            }
        }
        return allDone;
    }

    private Answer ask(Path file) {
        try {
            return new Answer(file, Optional.of(net.classify(file, fit)), "");
        } catch (DataException e) {
            return new Answer(file, Optional.empty(), e.getMessage());
        } catch (IOException e) {
            return new Answer(file, Optional.empty(), file + " cannot be read: " + e.getMessage());
        }
    }
}
