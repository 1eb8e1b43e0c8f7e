package dev.reprise.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.reprise.net.Net;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starting the engine, and the words for its devices. */
final class Devices {
    private static final String THREADS = "ai.djl.pytorch.num_threads";
    private static final Pattern GPU = Pattern.compile("gpu(\\d{0,3})");

    private Devices() {}

    /** Starts the engine, without DJL's usage reports. */
    static Engine startEngine() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        return Engine.getEngine("PyTorch");
    }

    /** For a process that has not started the engine: torch gets every core for convolutions, else one thread. */
    static void chooseThreads(Net net) {
        if (System.getProperty(THREADS) == null && !net.convolves()) {
            System.setProperty(THREADS, "1");
        }
    }

    /** The device that a word means, if the engine has it. */
    static Device named(String word) {
        int gpus = startEngine().getGpuCount();
        if (word.equals("auto")) {
            return SavedNet.firstDevice();
        }
        if (word.equals("cpu")) {
            return Device.cpu();
        }
        Matcher gpu = GPU.matcher(word);
        if (!gpu.matches()) {
            throw new NetException("device: expected auto, cpu, gpu or gpu1 …, got '" + word + "'");
        }
        int id = gpu.group(1).isEmpty() ? 0 : Integer.parseInt(gpu.group(1));
        if (id >= gpus) {
            throw new NetException("device " + word + " is not there: the engine sees "
                    + (gpus == 0 ? "no GPU" : gpus + " GPU(s), numbered from 0") + "; cpu works");
        }
        return Device.gpu(id);
    }
}
