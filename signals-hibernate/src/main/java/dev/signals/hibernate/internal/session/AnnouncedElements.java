package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of one collection that have been announced before a flush, so that each is announced once. */
public final class AnnouncedElements {

    private final Map<Object, Integer> removed = new HashMap<>();
    private final Map<Object, Integer> added = new HashMap<>();
    private boolean cleared;
    private boolean read;
    private @Nullable List<Element> rows;

    /** Returns the elements that are still to be announced as removed. From now on they count as announced. */
    public List<Element> newlyRemoved(List<Element> elements) {
        return recordNew(removed, elements);
    }

    /** Returns the elements that are still to be announced as added. From now on they count as announced. */
    public List<Element> newlyAdded(List<Element> elements) {
        return recordNew(added, elements);
    }

    /** Returns whether a clear is still to be announced. From now on it counts as announced. */
    public boolean newlyCleared() {
        boolean first = !cleared;
        cleared = true;
        return first;
    }

    public boolean isCleared() {
        return cleared;
    }

    /** Returns whether the rows were read for a receiver that needs the cleared elements. */
    public boolean isRead() {
        return read;
    }

    /** Returns the elements that were read; null if they could not be read in full. */
    public @Nullable List<Element> rows() {
        return rows;
    }

    public void setRead(@Nullable List<Element> elements) {
        read = true;
        rows = elements;
    }

    private static List<Element> recordNew(Map<Object, Integer> operations, List<Element> elements) {
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
