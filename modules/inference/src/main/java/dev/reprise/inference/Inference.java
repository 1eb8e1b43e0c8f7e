package dev.reprise.inference;

import dev.reprise.data.DataException;
import dev.reprise.net.NetException;
import dev.reprise.terminal.Program;
import java.util.Arrays;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line over saved nets: {@code predict}, {@code evaluate}, {@code describe}, and what is added to them. */
@Command(
        name = "inference",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Uses nets that were trained and saved: no training code, no network.",
        footer = {
            "",
            "First steps:",
            "  predict conv-net seven.png          what the newest conv-net sees in an image",
            "  evaluate conv-net --data DIR        its figures on the test set",
            "  describe conv-net                   what it is",
            "  serve conv-net                      an HTTP service and a page to draw on",
            "",
            "Exit codes: 0 done; 1 an image could not be read or a result not written, the",
            "others are done; 2 a mistake in what was asked."
        })
public final class Inference extends Program {
    private Inference() {
        super(List.of(DataException.class, NetException.class));
    }

    /** The commands over saved nets that need no server. */
    public static List<Object> commands() {
        return List.of(new PredictCommand(), new EvaluateCommand(), new DescribeCommand());
    }

    /** The command line itself, for a caller that goes on living. */
    public static CommandLine commandLine(Object... more) {
        CommandLine line = new Inference().commandLine("inference", commands().toArray());
        Arrays.stream(more).forEach(line::addSubcommand);
        return line.addSubcommand(new AutoComplete.GenerateCompletion());
    }
}
