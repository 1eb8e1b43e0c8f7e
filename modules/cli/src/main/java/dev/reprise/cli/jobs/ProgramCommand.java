package dev.reprise.cli.jobs;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that starts this program once more: the same Java with the same options, class path and main class. */
public record ProgramCommand(Class<?> main) {

    /** With arguments, for a process that sees only so many processors. */
    List<String> with(int processors, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib:jdwp"))
                .forEach(command::add);
        command.add("-XX:ActiveProcessorCount=" + processors);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Started by Maven, the program has a class loader of its own. */
    private String classPath() {
        return main.getClassLoader() instanceof URLClassLoader own
                ? Stream.of(own.getURLs())
                        .map(URL::toString)
                        .map(URI::create)
                        .map(Path::of)
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }
}
