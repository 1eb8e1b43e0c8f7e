package dev.reprise.inference;

import ai.djl.engine.Engine;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String reprise =
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
        return new String[] {
            "Reprise " + reprise + ", DJL " + Engine.getDjlVersion() + ", Java " + System.getProperty("java.version")
        };
    }
}
