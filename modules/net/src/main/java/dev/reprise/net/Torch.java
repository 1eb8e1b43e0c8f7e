package dev.reprise.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Platform;
import ai.djl.util.cuda.CudaUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The PyTorch engine: starting it, its devices, its threads. */
public final class Torch {
    private static final Pattern DEVICE = Pattern.compile("gpu(\\d{0,3})");

    private Torch() {}

    /** Starts the engine, without DJL's usage reports. The second start costs about half a second, the first more. */
    public static Engine engine() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        return Engine.getEngine("PyTorch");
    }

    /** The threads that suit a net: every core for convolutions; a small perceptron is faster on one. */
    public static int threads(Net net) {
        return net.convolves() ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /**
     * The examples that suit a net at once where no gradients are wanted. On a CPU few for convolutions: the outputs of
     * more are memory that the C library maps anew for each layer, which takes longer than the layer. Figures do not
     * depend on it.
     */
    public static int examplesAtOnce(List<Layer> layers, Device device) {
        return Net.convolves(layers) && !device.isGpu() ? 64 : 1000;
    }

    /** From now on torch computes with so many threads. */
    public static void useThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    /**
     * The device that a word means: {@code auto} (the first GPU that the natives see, else the CPU), {@code cpu},
     * {@code gpu}, {@code gpu1}, ….
     *
     * @throws NetException where it is not there: whether the machine or the natives lack it, and what to do
     */
    public static Device device(String word) {
        int gpus = engine().getGpuCount();
        Matcher gpu = DEVICE.matcher(word);
        if (word.equals("auto")) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (word.equals("cpu")) {
            return Device.cpu();
        }
        if (!gpu.matches()) {
            throw new NetException("device: expected auto, cpu, gpu or gpu1 …, got '" + word + "'");
        }
        int id = gpu.group(1).isEmpty() ? 0 : Integer.parseInt(gpu.group(1));
        if (id < gpus) {
            return Device.gpu(id);
        }
        if (gpus > 0) {
            throw new NetException("device " + word + ": the machine has " + gpus + " GPU(s), numbered from 0");
        }
        throw new NetException("device " + word + ": " + whatIsMissing());
    }

    /** Version of CUDA in use, or an empty text on a CPU. */
    public static String cuda(Device device) {
        return device.isGpu() ? CudaUtils.getCudaVersionString() : "";
    }

    private static String whatIsMissing() {
        boolean driver = Files.exists(Path.of("/proc/driver/nvidia/version"))
                || Files.exists(Path.of("/dev/nvidiactl"))
                || Files.exists(Path.of("C:\\Windows\\System32\\nvcuda.dll"));
        String natives = Platform.detectPlatform("pytorch").getFlavor();
        if (!driver) {
            return "this machine shows no NVIDIA driver, so there is no GPU to use; cpu works";
        }
        return "the machine has an NVIDIA driver, but the natives (" + natives
                + ") cannot use it; build with -Pcuda, or see docs/cuda.md; cpu works meanwhile";
    }
}
