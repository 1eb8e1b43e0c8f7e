package dev.reprise.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was made with.
 *
 * @param sha256 of the decompressed files of the data set, by name
 * @param commit of this project's sources when they were built; empty outside a git checkout
 * @param layout in memory of the weights of convolutions; empty where there are none
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
        int threads,
        String layout) {

    /** What differs so that a run with the other provenance cannot repeat this one bit for bit, a line each. */
    public List<String> differences(Provenance now) {
        Map<String, Object> is = now.decisive();
        return decisive().entrySet().stream()
                .filter(was -> !was.getValue().equals(is.get(was.getKey())))
                .map(was -> was.getKey() + ": " + was.getValue() + " → " + is.get(was.getKey()))
                .toList();
    }

    private Map<String, Object> decisive() {
        Map<String, Object> decisive = new LinkedHashMap<>();
        decisive.put("data", sha256);
        decisive.put("Reprise", reprise);
        decisive.put("PyTorch", pytorch);
        decisive.put("DJL", djl);
        decisive.put("system", os);
        decisive.put("device", device);
        decisive.put("threads", threads);
        decisive.put("layout", layout);
        return decisive;
    }
}
