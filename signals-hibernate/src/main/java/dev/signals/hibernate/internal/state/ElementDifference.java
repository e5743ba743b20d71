package dev.signals.hibernate.internal.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference between two collections: the elements to remove from the first one, and to add to it, to get the second
 * one. Order does not count.
 */
public record ElementDifference(List<Element> removed, List<Element> added) {

    /** Compares how often an element occurs. */
    public static ElementDifference between(List<Element> before, List<Element> after) {
        return new ElementDifference(without(before, after), without(after, before));
    }

    /** Compares which elements occur at all. Each is there once in the difference. */
    public static ElementDifference ofPresence(List<Element> before, List<Element> after) {
        Map<Object, Element> first = byKey(before);
        Map<Object, Element> second = byKey(after);
        return new ElementDifference(absentIn(second, first), absentIn(first, second));
    }

    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
    }

    private static Map<Object, Element> byKey(List<Element> elements) {
        Map<Object, Element> byKey = new LinkedHashMap<>();
        elements.forEach(element -> byKey.putIfAbsent(element.key(), element));
        return byKey;
    }

    private static List<Element> absentIn(Map<Object, Element> others, Map<Object, Element> elements) {
        return elements.values().stream()
                .filter(element -> !others.containsKey(element.key()))
                .toList();
    }

    private static List<Element> without(List<Element> elements, List<Element> others) {
        Map<Object, Integer> left = new HashMap<>();
        others.forEach(other -> left.merge(other.key(), 1, Integer::sum));
        List<Element> rest = new ArrayList<>();
        for (Element element : elements) {
            if (left.merge(element.key(), -1, Integer::sum) < 0) {
                rest.add(element);
            }
        }
        return List.copyOf(rest);
    }
}
