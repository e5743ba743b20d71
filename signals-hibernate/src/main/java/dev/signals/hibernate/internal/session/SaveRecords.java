package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The executed saves that have not been announced, in order. Later saves of one entity are merged into its first one, unless its row
 * has been deleted in between.
 */
final class SaveRecords {

    private final List<SaveRecord> records = new ArrayList<>();

    /** The places of the records, found only when they are asked for: most saves are the only ones of their entity. */
    private @Nullable IdentityHashMap<Object, Integer> places;

    /** How many records there were when the row of an entity was deleted. No save is merged into those. */
    private final IdentityHashMap<Object, Integer> deleted = new IdentityHashMap<>();

    private boolean mayRepeat;

    void add(SaveRecord saved) {
        boolean isNew = isFirstOfItsEntity(saved) || saved.write() == Write.INSERT; // an earlier row has been deleted
        Integer place = isNew ? null : place(saved.instance());
        if (place != null) {
            records.set(place, records.get(place).and(saved));
            return;
        }
        if (places != null) {
            places.put(saved.instance(), records.size());
        }
        records.add(saved);
    }

    /** A flush inserts an entity once, and updates it once, so a record of the same kind belongs to another entity. */
    private boolean isFirstOfItsEntity(SaveRecord saved) {
        mayRepeat |= !records.isEmpty() && records.get(records.size() - 1).write() != saved.write();
        return !mayRepeat;
    }

    /** Records that a flush begins, which may save again what has not been announced yet. */
    void flushBegins() {
        mayRepeat = !records.isEmpty();
    }

    /** Records that a flush has deleted the row of an entity, behind what it has saved. */
    void deleted(Object instance) {
        if (!records.isEmpty()) {
            deleted.put(instance, records.size());
        }
    }

    private @Nullable Integer place(Object instance) {
        Integer place = records.isEmpty() ? null : places().get(instance);
        if (place == null || deleted.isEmpty()) {
            return place;
        }
        Integer firstBehind = deleted.get(instance);
        return firstBehind != null && place < firstBehind ? null : place;
    }

    private IdentityHashMap<Object, Integer> places() {
        IdentityHashMap<Object, Integer> known = places;
        if (known == null) {
            known = new IdentityHashMap<>();
            for (int i = 0; i < records.size(); i++) {
                known.put(records.get(i).instance(), i);
            }
            places = known;
        }
        return known;
    }

    boolean isSaved(Object instance) {
        return place(instance) != null;
    }

    boolean isInserted(Object instance) {
        return modeOfInsert(instance) != null;
    }

    /** Returns the mode of the record that inserted the row of this entity; null if there is none. */
    @Nullable
    WriteMode modeOfInsert(Object instance) {
        Integer place = place(instance);
        if (place == null) {
            return null;
        }
        SaveRecord record = records.get(place);
        return record.write() == Write.INSERT ? record.mode() : null;
    }

    List<SaveRecord> all() {
        return List.copyOf(records);
    }

    int size() {
        return records.size();
    }

    void clear() {
        records.clear();
        deleted.clear();
        places = null;
    }

    /** Returns all records and forgets them. */
    List<SaveRecord> take() {
        List<SaveRecord> taken = List.copyOf(records);
        clear();
        mayRepeat = false;
        return taken;
    }
}
