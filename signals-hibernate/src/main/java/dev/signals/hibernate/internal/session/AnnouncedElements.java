package dev.signals.hibernate.internal.session;

import dev.signals.hibernate.internal.state.Element;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of one collection that receivers have been told of before a flush, so that they are told once. */
public final class AnnouncedElements {

    private final Set<Object> removed = new HashSet<>();
    private final Set<Object> added = new HashSet<>();
    private boolean cleared;
    private @Nullable List<Element> loaded;

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

    /** What was read for a receiver that wants to know what is cleared; null if nothing was. */
    public @Nullable List<Element> loaded() {
        return loaded;
    }

    public void setLoaded(@Nullable List<Element> elements) {
        loaded = elements;
    }

    private static List<Element> newlyNoted(Set<Object> noted, List<Element> elements) {
        return elements.stream()
                .filter(element -> !element.isAmong(noted) && noted.add(element.key()))
                .toList();
    }
}
