package dev.reprise.inference.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.program.InferenceCommandLine;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class InferenceCommandLineTest {
    @Test
    void withoutACommandItListsTheCommands() {
        Shell shell = Shell.run();
        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains("predict", "evaluate", "describe", "serve", "Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "predict", "evaluate", "describe", "serve"})
    void noLineOfAFooterIsWiderThanATerminal(String command) {
        CommandLine line = InferenceCommandLine.commandLine();
        CommandLine of = command.isEmpty() ? line : line.getSubcommands().get(command);
        assertThat(of.getCommandSpec().usageMessage().footer())
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict", "evaluate", "describe", "serve"})
    void picocliCanFormatEveryLineOfAFooter(String command) {
        Object of = InferenceCommandLine.commandLine()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .userObject();
        assertThat(of.getClass().getAnnotation(CommandLine.Command.class).footer())
                .allSatisfy(text -> assertThatNoException().isThrownBy(() -> String.format(text)));
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        Shell shell = Shell.run("pretend");
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("pretend").hasLineCount(1);
    }

    @Test
    void describesANet(@TempDir Path temp) {
        Path run = SmallNets.digits(temp);
        Shell shell = Shell.run("describe", run);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).isEqualTo("""
                        net      digits
                        folder   %s
                        task     classification
                        dataset  invented
                        input    (1, 28, 28)
                        scaling  zero-to-one
                        output   logits
                        classes  0, 1, 2, 3, 4, 5, 6, 7, 8, 9
                        learned  7,840 parameters
                        layers
                          flatten                                  (784)
                          linear units=10 bias=false               (10)
                        """.formatted(run.resolve("model")));
    }
}
