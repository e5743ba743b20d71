package dev.signals.hibernate.internal.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The difference between two collections: the elements to remove from the first one, and to add to it, to get the second
 * one. An element may occur more than once; order does not count.
 */
public record ElementDifference(List<Element> removed, List<Element> added) {

    public static ElementDifference between(List<Element> before, List<Element> after) {
        return new ElementDifference(without(before, after), without(after, before));
    }

    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty();
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
