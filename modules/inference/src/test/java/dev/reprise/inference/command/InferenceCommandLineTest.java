package dev.reprise.inference.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.reprise.files.Json;
import dev.reprise.inference.Shell;
import dev.reprise.inference.SmallNets;
import dev.reprise.inference.program.InferenceCommandLine;
import dev.reprise.net.SavedNet;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

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

    @Test
    void describesANetAsJson(@TempDir Path temp) {
        Path run = SmallNets.digits(temp);
        Shell shell = Shell.run("describe", run, "--json");
        JsonNode json = Json.MAPPER.readTree(shell.out());
        assertThat(json.get("name").asString()).isEqualTo("digits");
        assertThat(json.get("input").toString()).isEqualTo("[1,28,28]");
        assertThat(json.get("classes").size()).isEqualTo(10);
        assertThat(json.at("/layers/1/layer/type").asString()).isEqualTo("linear");
        assertThat(json.at("/layers/1/output").toString()).isEqualTo("[10]");
        assertThat(json.at("/layers/1/parameters").asInt()).isEqualTo(7840);
        assertThat(json.get("sha256").asString())
                .isEqualTo(SavedNet.open(run).description().sha256());
    }

    @Test
    void predictsWithTheBundledNetWhereNoneIsNamed(@TempDir Path temp) {
        Path seven = Path.of("../../docs/seven.png");
        Shell shell = Shell.run("predict", seven, seven, "--csv", "--runs", temp);
        assertThat(shell.out()).hasLineCount(3).contains("seven.png,7,");
        assertThat(shell.err())
                .contains("with digits, the small net that comes with Reprise")
                .hasLineCount(1);
        assertThat(shell.exitCode()).isZero();
        assertThat(Shell.run("predict", "conv-net", "--runs", temp).err())
                .contains("Missing required parameter: 'IMAGE...' after the net conv-net");
    }
}
