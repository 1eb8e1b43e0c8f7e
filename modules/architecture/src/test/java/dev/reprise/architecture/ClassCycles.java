package dev.reprise.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups of top-level classes that all depend on each other, by way of each other: Tarjan's algorithm. */
final class ClassCycles {
    private final Map<String, Set<String>> uses = new TreeMap<>();
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> cycles = new ArrayList<>();

    private ClassCycles(JavaClasses classes) {
        for (JavaClass type : classes) {
            Set<String> used = uses.computeIfAbsent(topLevel(type), name -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("dev.reprise")
                        && !topLevel(target).equals(topLevel(type))) {
                    used.add(topLevel(target));
                }
            }
        }
        uses.keySet().stream().filter(name -> !number.containsKey(name)).forEach(this::visit);
    }

    /** The cycles of more than one class, the largest first. */
    static List<Set<String>> of(JavaClasses classes) {
        return new ClassCycles(classes)
                .cycles.stream()
                        .filter(cycle -> cycle.size() > 1)
                        .sorted(Comparator.comparingInt((Set<String> cycle) -> cycle.size())
                                .reversed())
                        .toList();
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName();
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    private void visit(String name) {
        number.put(name, number.size());
        low.put(name, number.get(name));
        open.push(name);
        for (String next : uses.getOrDefault(name, Set.of())) {
            if (!number.containsKey(next)) {
                visit(next);
                low.merge(name, low.get(next), Math::min);
            } else if (open.contains(next)) {
                low.merge(name, number.get(next), Math::min);
            }
        }
        if (low.get(name).equals(number.get(name))) {
            Set<String> cycle = new TreeSet<>();
            String last;
            do {
                last = open.pop();
                cycle.add(last);
            } while (!last.equals(name));
            cycles.add(cycle);
        }
    }
}
