package dev.reprise.net.engine;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of Reprise.
 *
 * @param version as Maven has it
 * @param commit of the sources at build time; empty outside a git checkout
 */
public record Versions(String version, String commit) {
    /** As the build recorded them. */
    public static Versions ofBuild() {
        Properties build = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
            build.load(in);
            return new Versions(build.getProperty("version", ""), build.getProperty("commit", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for {@code --version}. */
    @Override
    public String toString() {
        return "Reprise " + version + " " + commit + ", DJL " + Engine.getDjlVersion() + ", Java "
                + System.getProperty("java.version");
    }
}
