package dev.reprise.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.reprise.net.Torch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a run was made with.
 *
 * @param sha256 of the decompressed files of the data set, by name
 * @param commit of this project's sources when they were built; empty where they were no git checkout
 */
public record Provenance(
        long seed,
        String dataset,
        Map<String, String> sha256,
        String reprise,
        String commit,
        String djl,
        String pytorch,
        String cuda,
        String java,
        String os,
        int cores,
        String device,
        int threads) {

    static Provenance of(long seed, String dataset, Map<String, String> sha256, Device device, int threads) {
        Properties build = build();
        return new Provenance(
                seed,
                dataset,
                sha256,
                build.getProperty("version", ""),
                build.getProperty("commit", ""),
                Engine.getDjlVersion(),
                Torch.engine().getVersion(),
                Torch.cuda(device),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                device.isGpu() ? "gpu" + device.getDeviceId() : "cpu",
                threads);
    }

    /** What differs so that a run with the other provenance could not repeat one with this bit for bit; none: nothing. */
    List<String> differences(Provenance now) {
        List<String> differences = new ArrayList<>();
        note(differences, "data", sha256, now.sha256);
        note(differences, "Reprise", reprise, now.reprise);
        note(differences, "PyTorch", pytorch, now.pytorch);
        note(differences, "DJL", djl, now.djl);
        note(differences, "system", os, now.os);
        note(differences, "device", device, now.device);
        note(differences, "threads", threads, now.threads);
        return differences;
    }

    private static void note(List<String> differences, String what, Object was, Object is) {
        if (!was.equals(is)) {
            differences.add(what + ": " + was + " → " + is);
        }
    }

    /** This project's version and commit, and those of what it stands on, in one line. */
    public static String versions() {
        Properties build = build();
        return "Reprise " + build.getProperty("version") + " " + build.getProperty("commit") + ", DJL "
                + Engine.getDjlVersion() + ", Java " + System.getProperty("java.version");
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream in = Provenance.class.getResourceAsStream("build.properties")) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
