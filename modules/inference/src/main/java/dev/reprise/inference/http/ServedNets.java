package dev.reprise.inference.http;

import dev.reprise.inference.Classifier;
import dev.reprise.inference.SavedRun;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nets of a service by name, in the order of the command line. Who opens them closes them. */
final class ServedNets implements AutoCloseable {
    private final Map<String, ServedNet> byName = new LinkedHashMap<>();
    private final Deque<Classifier> opened = new ArrayDeque<>();

    private ServedNets() {}

    /** Opens runs; all of them, or throws and holds none. The second net of a name is called {@code name-2}. */
    static ServedNets open(List<SavedRun> runs, String device) {
        List<SavedNet> saved = runs.stream().map(SavedRun::open).toList();
        ServedNets nets = new ServedNets();
        try {
            saved.forEach(net -> nets.add(Classifier.load(net, Torch.device(device))));
            return nets;
        } catch (RuntimeException e) {
            nets.close();
            throw e;
        }
    }

    private void add(Classifier classifier) {
        opened.push(classifier);
        String wanted = classifier.description().name();
        String name = wanted;
        for (int number = 2; byName.containsKey(name); number++) {
            name = wanted + "-" + number;
        }
        byName.put(name, new ServedNet(name, classifier));
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
        opened.forEach(Classifier::close);
    }
}
