package dev.reprise.inference.http;

import dev.reprise.inference.Classifier;
import dev.reprise.inference.SavedRun;
import dev.reprise.inference.http.body.Problem;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The nets of a service by name, in the order of the command line. Who opens them closes them. */
final class ServedNets implements AutoCloseable {
    private final Map<String, ServedNet> byName = new LinkedHashMap<>();

    private ServedNets() {}

    /**
     * Opens runs; all of them, or throws and holds none. The second net of a name is called {@code name-2}.
     *
     * <p>Torch computes each batch on one thread, and nets that gain from more cores get a worker for each: two threads
     * of OpenMP on cores that requests use, too, would spin while they wait for each other.
     */
    static ServedNets open(List<SavedRun> runs, String device, Limits limits, Metrics metrics) {
        List<SavedNet> saved = runs.stream().map(SavedRun::open).toList();
        Torch.useThreads(1);
        ServedNets nets = new ServedNets();
        try {
            saved.forEach(net -> nets.add(Classifier.load(net, Torch.device(device)), limits, metrics));
            return nets;
        } catch (RuntimeException e) {
            nets.close();
            throw e;
        }
    }

    private void add(Classifier classifier, Limits limits, Metrics metrics) {
        String wanted = classifier.description().name();
        String name = wanted;
        for (int number = 2; byName.containsKey(name); number++) {
            name = wanted + "-" + number;
        }
        IntConsumer batches = metrics.batchesOf(name);
        int workers = Torch.threads(classifier.description().net());
        Batcher batcher = Batcher.start(name, workers, limits, inputs -> {
            batches.accept(inputs.size());
            return classifier.classifyInputs(inputs);
        });
        metrics.queueOf(name, batcher, Batcher::waiting);
        byName.put(name, new ServedNet(name, classifier, batcher));
    }

    Collection<ServedNet> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Throws {@link Problem} where there is no net of this name. */
    ServedNet named(String name) {
        ServedNet net = byName.get(name);
        if (net == null) {
            throw new Problem(404, "no net of this name: expected one of " + String.join(", ", byName.keySet()));
        }
        return net;
    }

    @Override
    public void close() {
        byName.values().forEach(ServedNet::close);
    }
}
