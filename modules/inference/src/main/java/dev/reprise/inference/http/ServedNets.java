package dev.reprise.inference.http;

import ai.djl.Device;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.command.RejectOption;
import dev.reprise.inference.http.body.Problem;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** The nets of a service by name, in the order of the command line. Whoever opens them closes them. */
final class ServedNets implements AutoCloseable {
    private final Map<String, ServedNet> byName = new LinkedHashMap<>();

    private ServedNets() {}

    /**
     * Loads all nets, or throws and keeps none. The second net with the same name is called {@code name-2}.
     *
     * <p>Torch computes each batch on one thread, and nets that gain from more cores get a worker per core: two threads
     * of OpenMP on cores that requests use too would spin while they wait for each other.
     *
     * @param sources each gives the newest net to serve, when the service starts and when it reloads
     */
    static ServedNets load(
            List<Supplier<SavedNet>> sources, Device device, Limits limits, Metrics metrics, RejectOption reject) {
        List<SavedNet> first = sources.stream().map(Supplier::get).toList(); // before the engine starts
        Torch.useThreads(1);
        ServedNets nets = new ServedNets();
        try {
            for (int i = 0; i < first.size(); i++) {
                nets.add(sources.get(i), first.get(i), device, limits, metrics, reject);
            }
            return nets;
        } catch (RuntimeException e) {
            nets.close();
            throw e;
        }
    }

    private void add(
            Supplier<SavedNet> source,
            SavedNet first,
            Device device,
            Limits limits,
            Metrics metrics,
            RejectOption reject) {
        String wanted = first.description().name();
        String name = wanted;
        for (int number = 2; byName.containsKey(name); number++) {
            name = wanted + "-" + number;
        }
        IntConsumer batches = metrics.batchesOf(name);
        ServedNet net = new ServedNet(
                name,
                source,
                first,
                saved -> {
                    Classifier classifier = Classifier.load(saved, device);
                    try {
                        reject.require(classifier);
                        return classifier;
                    } catch (RuntimeException e) {
                        classifier.close();
                        throw e;
                    }
                },
                (served, classifier) -> Batcher.start(
                        served, Torch.threads(classifier.description().net()), limits, inputs -> {
                            batches.accept(inputs.size());
                            return reject.classify(classifier, inputs);
                        }));
        metrics.queueOf(name, net, ServedNet::waiting);
        byName.put(name, net);
    }

    Collection<ServedNet> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Throws {@link Problem} if no net has this name. */
    ServedNet named(String name) {
        ServedNet net = byName.get(name);
        if (net == null) {
            throw new Problem(404, "no such net: expected one of " + String.join(", ", byName.keySet()));
        }
        return net;
    }

    @Override
    public void close() {
        byName.values().forEach(ServedNet::close);
    }
}
