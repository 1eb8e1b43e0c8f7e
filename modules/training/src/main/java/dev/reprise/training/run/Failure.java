package dev.reprise.training.run;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.results.store.RunException;
import dev.reprise.training.experiment.UsageException;
import dev.reprise.training.loop.DivergedException;
import java.io.UncheckedIOException;

/** What is said of an exception that ended a study. */
public final class Failure {
    private Failure() {}

    /** Its reason in one line; with the exception's type where the message does not explain itself. */
    public static String reason(Throwable failure) {
        String text =
                isUsageError(failure) || failure instanceof DivergedException || failure instanceof UncheckedIOException
                        ? failure.getMessage()
                        : failure.toString();
        return text.lines().findFirst().orElse(failure.getClass().getSimpleName());
    }

    /** Whether the user can change what was asked for, and its message says how. */
    public static boolean isUsageError(Throwable failure) {
        return failure instanceof UsageException
                || failure instanceof DataException
                || failure instanceof NetException
                || failure instanceof RunException;
    }
}
