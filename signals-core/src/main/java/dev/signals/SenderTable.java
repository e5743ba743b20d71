package dev.signals;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash table from sender class to {@link DispatchList}, with weak keys.
 *
 * <p>{@code ClassValue} would be as fast, but it attaches its values to the class: a signal that is no longer used
 * would stay reachable from every entity class through the receivers in its lists. A map with a lock, or with a key
 * object for each look-up, would take most of the time of a sending.
 */
final class SenderTable {

    static final SenderTable EMPTY = new SenderTable(2, null);

    private static final class Entry extends WeakReference<Class<?>> {

        private final DispatchList list;

        Entry(Class<?> sender, DispatchList list) {
            super(sender);
            this.list = list;
        }
    }

    /** The slots for open addressing, at most half full; the length is a power of two. */
    private final @Nullable Entry[] entries;

    private final @Nullable DispatchList withoutSender;
    private int size;

    private SenderTable(int length, @Nullable DispatchList withoutSender) {
        this.entries = new Entry[length];
        this.withoutSender = withoutSender;
    }

    /** Returns the list of {@code sender}; null if it has not been made yet. */
    @Nullable
    DispatchList get(@Nullable Class<?> sender) {
        if (sender == null) {
            return withoutSender;
        }
        @Nullable Entry[] entries = this.entries;
        int mask = entries.length - 1;
        for (int i = sender.hashCode() & mask; ; i = (i + 1) & mask) {
            Entry entry = entries[i];
            if (entry == null) {
                return null;
            }
            if (entry.refersTo(sender)) {
                return entry.list;
            }
        }
    }

    /** Returns a table with one more list, without the senders that have been unloaded. */
    SenderTable with(@Nullable Class<?> sender, DispatchList list) {
        int length = entries.length;
        while (length < 2 * (size + 2)) {
            length *= 2;
        }
        SenderTable copy = new SenderTable(length, sender == null ? list : withoutSender);
        for (Entry entry : entries) {
            Class<?> present = entry == null ? null : entry.get();
            if (entry != null && present != null && present != sender) {
                copy.put(present, entry);
            }
        }
        if (sender != null) {
            copy.put(sender, new Entry(sender, list));
        }
        return copy;
    }

    private void put(Class<?> sender, Entry entry) {
        int mask = entries.length - 1;
        int i = sender.hashCode() & mask;
        while (entries[i] != null) {
            i = (i + 1) & mask;
        }
        entries[i] = entry;
        size++;
    }
}
