package dev.reprise.inference.program;

import dev.reprise.data.DataException;
import dev.reprise.inference.command.DescribeCommand;
import dev.reprise.inference.command.EvaluateCommand;
import dev.reprise.inference.command.PredictCommand;
import dev.reprise.inference.http.ServeCommand;
import dev.reprise.net.NetException;
import dev.reprise.net.engine.Versions;
import dev.reprise.results.store.RunException;
import dev.reprise.terminal.CommandLineProgram;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line over saved nets. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Uses trained nets: classifies, measures, describes and serves them.",
        footer = {
            "",
            "First steps:",
            "  predict conv-net seven.png          classify an image with the newest conv-net",
            "  evaluate conv-net --data DIR        measure it on the test set",
            "  describe conv-net                   show its layers",
            "  serve conv-net                      start a web service and a page to draw on",
            "",
            "Exit codes: 0 done; 1 an image could not be read or a result not written, the",
            "others are done; 2 usage error."
        })
public final class InferenceCommandLine extends CommandLineProgram {
    private InferenceCommandLine() {
        super(
                () -> Versions.ofBuild().toString(),
                List.of(DataException.class, NetException.class, RunException.class));
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        execute(commandLine(), arguments);
    }

    /** The commands, for a command line of others. */
    public static List<Object> commands() {
        return List.of(new PredictCommand(), new EvaluateCommand(), new DescribeCommand(), new ServeCommand());
    }

    /** The command line itself, for a caller that does not end with it. */
    public static CommandLine commandLine() {
        return new InferenceCommandLine()
                .commandLine("inference", commands().toArray())
                .addSubcommand(new AutoComplete.GenerateCompletion());
    }
}
