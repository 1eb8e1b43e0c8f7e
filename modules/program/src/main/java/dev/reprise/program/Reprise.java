package dev.reprise.program;

import dev.reprise.app.cnn.CnnApp;
import dev.reprise.app.mlp.MlpApp;
import dev.reprise.app.weightdecay.WeightDecayApp;
import dev.reprise.cli.AppCommandLine;
import dev.reprise.cli.AppExperiments;
import dev.reprise.export.command.ExportCommands;
import dev.reprise.inference.program.InferenceCommandLine;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line over everything: the experiments of all apps, and the nets that were trained.
 *
 * <p>A command comes with those of {@link AppCommandLine}, {@link InferenceCommandLine} or {@code export}, and gets one line on the screen below.
 */
@Command(
        description = {
            "Reprise trains the experiments of five deep-learning texts and compares the",
            "results with the figures that the texts print.",
            "",
            "  ./reprise list                             every experiment of the apps",
            "  ./reprise run conv-net                     train, evaluate, compare, save",
            "  ./reprise search conv-net --over dropout=0..0.5    better values, by validation",
            "  ./reprise summary conv-net                 the net, layer by layer",
            "  ./reprise explore mnist                    a data set: sizes, first images",
            "  ./reprise report                           published and measured, all runs",
            "  ./reprise report conv-net                  a page about the newest run",
            "",
            "With a trained net, named by its experiment (the newest run) or by a folder;",
            "or with digits, a small net that comes with Reprise:",
            "  ./reprise predict conv-net docs/seven.png  the digit in an image",
            "  ./reprise serve conv-net                   an HTTP service, a page to draw on",
            "  ./reprise evaluate conv-net                its accuracy on a test set",
            "  ./reprise describe conv-net                input, layers, classes",
            "  ./reprise export conv-net --to html        a page to mail; onnx, torchscript, ...",
            "  ./reprise import net.pth --as mine --net conv-net    from PyTorch",
            "",
            "./reprise COMMAND --help shows every option of a command.",
            "Exit codes: 0 done; 1 failed; 2 usage error; 130 interrupted."
        })
final class Reprise extends AppCommandLine {
    /** The apps. A new one is one line here. */
    static final List<AppExperiments> APPS =
            List.of(MlpApp.EXPERIMENTS, CnnApp.EXPERIMENTS, WeightDecayApp.EXPERIMENTS);

    private Reprise() {}

    /** The command line itself, for a caller that does not end with it. */
    static CommandLine commandLine() {
        Object[] commands = Stream.of(
                        AppCommandLine.commands(Main.class, APPS),
                        InferenceCommandLine.commands(),
                        ExportCommands.all())
                .flatMap(List::stream)
                .toArray();
        CommandLine line = new Reprise().commandLine("reprise", commands);
        line.addSubcommand(new AutoComplete.GenerateCompletion());
        line.getCommandSpec().usageMessage().sectionKeys(List.of(UsageMessageSpec.SECTION_KEY_DESCRIPTION));
        IParameterExceptionHandler oneLine = line.getParameterExceptionHandler();
        return line.setParameterExceptionHandler(
                (e, arguments) -> oneLine.handleParseException(explained(e), arguments));
    }

    /** The same mistake; where the first word is not a command, with what would have worked. */
    private static ParameterException explained(ParameterException e) {
        CommandLine line = e.getCommandLine();
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.isUnknownOption()
                || line.getParent() != null) {
            return e;
        }
        String word = unmatched.getUnmatched().get(0);
        String message = APPS.stream().anyMatch(app -> app.has(word))
                ? word + " is an experiment, not a command; to train it: run " + word
                : "no command '" + word + "'; expected one of "
                        + String.join(", ", line.getSubcommands().keySet());
        return new ParameterException(line, message, e);
    }
}
