package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of one collection that receivers have been told of before a flush, so that they are told once. */
public final class AnnouncedElements {

    private final Map<Object, Integer> removed = new HashMap<>();
    private final Map<Object, Integer> added = new HashMap<>();
    private boolean cleared;
    private boolean read;
    private @Nullable List<Element> rows;

    /** Those that are to be announced as removed; they count as announced from now on. */
    public List<Element> newlyRemoved(List<Element> elements) {
        return newlyNoted(removed, elements);
    }

    /** Those that are to be announced as added; they count as announced from now on. */
    public List<Element> newlyAdded(List<Element> elements) {
        return newlyNoted(added, elements);
    }

    /** Whether a clear is to be announced; it counts as announced from now on. */
    public boolean newlyCleared() {
        boolean first = !cleared;
        cleared = true;
        return first;
    }

    public boolean isCleared() {
        return cleared;
    }

    /** Whether the rows were read for a receiver that wants to know what is cleared. */
    public boolean isRead() {
        return read;
    }

    /** What was read; null if it could not be, at least not in full. */
    public @Nullable List<Element> rows() {
        return rows;
    }

    public void setRead(@Nullable List<Element> elements) {
        read = true;
        rows = elements;
    }

    private static List<Element> newlyNoted(Map<Object, Integer> operations, List<Element> elements) {
        Map<Object, Integer> left = new HashMap<>(operations);
        List<Element> newly = new ArrayList<>();
        for (Element element : elements) {
            Object key = element.keyAmong(operations.keySet());
            if (left.merge(key, -1, Integer::sum) < 0) {
                operations.merge(key, 1, Integer::sum);
                newly.add(element);
            }
        }
        return newly;
    }
}
