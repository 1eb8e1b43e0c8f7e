package dev.reprise.training.run;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.reprise.net.Torch;
import dev.reprise.net.engine.Versions;
import dev.reprise.results.Provenance;
import java.util.Map;

/** What a run is made with here and now. */
final class Environment {
    private Environment() {}

    static Provenance provenance(
            long seed, String dataset, Map<String, String> sha256, Device device, int threads, String layout) {
        Versions versions = Versions.ofBuild();
        return new Provenance(
                seed,
                dataset,
                sha256,
                versions.version(),
                versions.commit(),
                Engine.getDjlVersion(),
                Torch.engine().getVersion(),
                Torch.cuda(device),
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                device.isGpu() ? "gpu" + device.getDeviceId() : "cpu",
                threads,
                layout);
    }
}
