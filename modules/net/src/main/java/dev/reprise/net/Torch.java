package dev.reprise.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import com.sun.jna.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PyTorch engine: its start, devices and threads. */
public final class Torch {
    private static final Logger LOG = LoggerFactory.getLogger(Torch.class);
    private static final Pattern DEVICE = Pattern.compile("gpu(\\d{0,3})");

    // of glibc's malloc.h; the values are bytes
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_MMAP_THRESHOLD = -3;
    private static final int LARGEST_KEPT = 32 << 20; // glibc takes no more
    private static final int MOST_KEPT = 1 << 30;

    private Torch() {}

    /**
     * Starts the engine, without DJL's usage reports. This takes about half a second, and longer the first time.
     *
     * @throws NetException where libtorch cannot be unpacked or loaded: the folder or the library, why, and what to do
     */
    public static Engine engine() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException | LinkageError e) {
            throw new NetException(whyNotStarted(e, Utils.getEngineCacheDir()), e);
        }
    }

    /** Whether DJL has unpacked libtorch into its cache before; the first start takes some seconds more. */
    public static boolean isUnpacked() {
        try (Stream<Path> versions = Files.list(Utils.getEngineCacheDir("pytorch"))) {
            return versions.anyMatch(Files::isDirectory);
        } catch (IOException e) {
            return false; // there is no such folder yet
        }
    }

    static String whyNotStarted(Throwable failure, Path cache) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        if (root instanceof IOException) {
            return cache + " cannot be written, and libtorch (430 MB) is unpacked there: " + root
                    + "; DJL_CACHE_DIR names another folder";
        }
        if (reason.contains("GLIBC") || reason.contains("ld-linux") || reason.contains("musl")) {
            return "libtorch does not run with the C library of this system: " + reason
                    + "; it needs glibc 2.28 or later, which Alpine Linux does not have: use a Debian, Ubuntu or Red Hat image";
        }
        if (reason.contains("cuda") || reason.contains("cublas") || reason.contains("cudnn")) {
            return "the natives for CUDA do not fit this machine: " + reason
                    + "; see docs/cuda.md, or build without -Pcuda";
        }
        return "libtorch could not be started: " + reason + " (unpacked in " + cache + ")";
    }

    /** The number of threads that suits a net: every core for convolutions, one for perceptrons, which are faster so. */
    public static int threads(Net net) {
        return net.convolves() ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /**
     * The batch size that suits a net without gradients; results do not depend on it. It is small on a CPU, so that a
     * batch stays in the cache, and smaller for convolutions, whose outputs are larger.
     */
    public static int examplesAtOnce(List<Layer> layers, Device device) {
        if (device.isGpu()) {
            return 1000;
        }
        return Net.convolves(layers) ? 64 : 250;
    }

    /** Sets the number of threads that torch computes with. */
    public static void useThreads(int threads) {
        engine();
        JniUtils.setNumThreads(threads);
    }

    /**
     * Lets the C library keep the memory that one training step of a net frees for the next. Left alone, glibc returns the
     * large arrays of convolutions to the system and maps them anew at each step. Other C libraries are left as they are.
     */
    public static void keepMemory(Net net) {
        if (net.convolves() && System.getProperty("os.name").equals("Linux")) {
            try {
                Function mallopt = Function.getFunction("c", "mallopt");
                mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, LARGEST_KEPT});
                mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, MOST_KEPT});
            } catch (UnsatisfiedLinkError e) {
                LOG.debug("no mallopt in this C library", e);
            }
        }
    }

    /**
     * The device with this name: {@code auto} (the first GPU that the natives see, else the CPU), {@code cpu},
     * {@code gpu}, {@code gpu1}, ….
     *
     * @throws NetException if it is missing: whether the machine or the natives lack it, and what to do
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
            throw new NetException("device " + word + ": this machine has " + gpus + " GPU(s), numbered from 0");
        }
        throw new NetException("device " + word + ": " + whatIsMissing());
    }

    /** The version of CUDA in use; empty on a CPU. */
    public static String cuda(Device device) {
        return device.isGpu() ? CudaUtils.getCudaVersionString() : "";
    }

    private static String whatIsMissing() {
        boolean driver = Files.exists(Path.of("/proc/driver/nvidia/version"))
                || Files.exists(Path.of("/dev/nvidiactl"))
                || Files.exists(Path.of("C:\\Windows\\System32\\nvcuda.dll"));
        String natives = Platform.detectPlatform("pytorch").getFlavor();
        if (!driver) {
            return "no NVIDIA driver found on this machine; use cpu";
        }
        return "this machine has an NVIDIA driver, but the natives (" + natives
                + ") cannot use it; build with -Pcuda (see docs/cuda.md), or use cpu";
    }
}
