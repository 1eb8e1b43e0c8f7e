package dev.reprise.search;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values that a search chooses from. */
public record Space(List<Parameter> parameters) {
    public Space {
        parameters = List.copyOf(parameters);
        if (parameters.isEmpty()) {
            throw new SearchException("nothing to search over: give at least one NAME=VALUES");
        }
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new SearchException(parameter.name() + " is given twice");
            }
        }
    }

    /** The space of texts as {@link Parameter#parse} reads them. */
    public static Space parse(List<String> texts) {
        return new Space(texts.stream().map(Parameter::parse).toList());
    }

    public int size() {
        return parameters.size();
    }

    /** The point that has these texts, by the parameters' names. Throws {@link SearchException} where none has. */
    public Point point(Map<String, String> texts) {
        return new Point(parameters.stream()
                .map(parameter -> parameter.value(texts.getOrDefault(parameter.name(), "")))
                .toList());
    }

    /** The values of a point by the parameters' names, as people write them. */
    public Map<String, String> texts(Point point) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            texts.put(
                    parameters.get(i).name(),
                    parameters.get(i).text(point.values().get(i)));
        }
        return Collections.unmodifiableMap(texts);
    }
}
