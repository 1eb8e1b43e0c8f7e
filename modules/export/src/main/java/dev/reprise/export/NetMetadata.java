package dev.reprise.export;

import dev.reprise.files.Json;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.Versions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an exported file says of its net beside the parameters: texts by name, lists as JSON. */
final class NetMetadata {
    private NetMetadata() {}

    static Map<String, String> of(NetDescription description) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("producer", "Reprise " + Versions.ofBuild().version());
        texts.put("name", description.name());
        texts.put("task", text(description.task()));
        texts.put("dataset", description.dataset());
        texts.put("input", Json.MAPPER.writeValueAsString(StateNames.sizes(description.input())));
        texts.put("scaling", Json.MAPPER.writeValueAsString(steps(description)));
        texts.put("net", description.net().toString());
        texts.put("output", description.output().toString());
        texts.put("classes", Json.MAPPER.writeValueAsString(description.classes()));
        return texts;
    }

    private static List<Map<String, Object>> steps(NetDescription description) {
        return description.scaling().arithmetic(description.input()).stream()
                .map(NetMetadata::step)
                .toList();
    }

    private static Map<String, Object> step(Scaling.Arithmetic step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operator", step.operator().toString());
        fields.put("shape", StateNames.sizes(step.shape()));
        fields.put("values", step.values().toArray());
        return fields;
    }

    private static String text(Object value) {
        return Json.MAPPER.valueToTree(value).asString();
    }
}
