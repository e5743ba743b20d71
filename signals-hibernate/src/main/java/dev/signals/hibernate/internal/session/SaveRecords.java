package dev.signals.hibernate.internal.session;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The executed saves that have not been announced, in order. Later saves of one entity are merged into its first one. */
final class SaveRecords {

    private final List<SaveRecord> records = new ArrayList<>();

    /** The places of the records, found only when they are asked for: most saves are the only ones of their entity. */
    private @Nullable IdentityHashMap<Object, Integer> places;

    private boolean mayRepeat;

    void add(SaveRecord saved) {
        Integer place = isFirstOfItsEntity(saved) ? null : places().get(saved.instance());
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
        return !records.isEmpty() && places().containsKey(instance);
    }

    boolean isInserted(Object instance) {
        return modeOfInsert(instance) != null;
    }

    /** Returns the mode of the record that inserted the row of this entity; null if there is none. */
    @Nullable
    WriteMode modeOfInsert(Object instance) {
        Integer place = records.isEmpty() ? null : places().get(instance);
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

    /** Forgets all records but the first ones. */
    void truncate(int size) {
        if (size < records.size()) {
            records.subList(size, records.size()).clear();
            places = null;
        }
    }

    /** Returns all records and forgets them. */
    List<SaveRecord> take() {
        List<SaveRecord> taken = List.copyOf(records);
        records.clear();
        places = null;
        mayRepeat = false;
        return taken;
    }
}
