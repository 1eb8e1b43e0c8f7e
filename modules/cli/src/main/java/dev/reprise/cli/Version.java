package dev.reprise.cli;

import dev.reprise.training.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Provenance.versions()};
    }
}
