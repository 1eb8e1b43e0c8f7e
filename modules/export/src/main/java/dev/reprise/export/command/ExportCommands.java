package dev.reprise.export.command;

import java.util.List;

/** The commands of this module, for a command line of others. */
public final class ExportCommands {
    private ExportCommands() {}

    public static List<Object> all() {
        return List.of(new ExportCommand(), new ImportCommand());
    }
}
