package dev.signals;

import org.jspecify.annotations.Nullable;

/**
 * An immutable hash table from sender to {@link DispatchList}, with weak keys that are compared by identity.
 *
 * <p>{@code ClassValue} would be as fast, but it attaches its values to the class: a signal that is no longer used
 * would stay reachable from every entity class through the receivers in its lists. A map with a lock, or with a key
 * object for each look-up, would take most of the time of a sending.
 */
final class SenderTable {

    /** What the lists are made from. */
    final ReceiverRegistry.Snapshot snapshot;

    /**
     * The slots for open addressing, at most half full; their number is a power of two. A list is its own key. There
     * are no slots if nobody is to be called, whatever the sender is.
     */
    private final @Nullable DispatchList[] slots;

    /** The number of slots minus one. It is a field, so that a look-up does not wait until the array has told its length. */
    private final int mask;

    private final @Nullable DispatchList withoutSender;
    private int size;

    private SenderTable(ReceiverRegistry.Snapshot snapshot, int length, @Nullable DispatchList withoutSender) {
        this.snapshot = snapshot;
        this.slots = new DispatchList[length];
        this.mask = length - 1;
        this.withoutSender = withoutSender;
    }

    /** Creates a table without lists. */
    static SenderTable of(ReceiverRegistry.Snapshot snapshot) {
        return new SenderTable(snapshot, snapshot.isSilent() ? 0 : 2, null);
    }

    /** Returns the list of {@code sender}; null if it has not been made yet. */
    @Nullable
    DispatchList get(@Nullable Object sender) {
        int mask = this.mask;
        if (mask < 0) {
            return DispatchList.EMPTY;
        }
        if (sender == null) {
            return withoutSender;
        }
        @Nullable DispatchList[] slots = this.slots;
        for (int i = System.identityHashCode(sender) & mask; ; i = (i + 1) & mask) {
            DispatchList list = slots[i];
            if (list == null || list.refersTo(sender)) {
                return list;
            }
        }
    }

    /** Returns a table with one more list, without the senders that have been collected. */
    SenderTable with(@Nullable Object sender, DispatchList list) {
        int length = slots.length;
        if (length == 0) {
            return this; // nobody is called until the receivers change, which makes another table
        }
        while (length < 2 * (size + 2)) {
            length *= 2;
        }
        SenderTable copy = new SenderTable(snapshot, length, sender == null ? list : withoutSender);
        for (DispatchList present : slots) {
            Object key = present == null ? null : present.get();
            if (present != null && key != null && key != sender) {
                copy.put(key, present);
            }
        }
        if (sender != null) {
            copy.put(sender, list);
        }
        return copy;
    }

    private void put(Object sender, DispatchList list) {
        int i = System.identityHashCode(sender) & mask;
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        slots[i] = list;
        size++;
    }
}
