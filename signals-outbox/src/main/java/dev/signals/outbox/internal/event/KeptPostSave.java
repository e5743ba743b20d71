package dev.signals.outbox.internal.event;

import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.PostSave;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A save that comes from the database. */
public final class KeptPostSave<T> extends KeptEvent<T> implements PostSave<T> {

    private final boolean created;
    private final boolean upsert;
    private final Changes changes;
    private final Map<String, @Nullable Object> state;

    public KeptPostSave(
            Arrival arrival, boolean created, boolean upsert, Changes changes, Map<String, @Nullable Object> state) {
        super(arrival);
        this.created = created;
        this.upsert = upsert;
        this.changes = changes;
        this.state = state;
    }

    @Override
    public boolean created() {
        return created;
    }

    @Override
    public boolean upsert() {
        return upsert;
    }

    @Override
    public Changes changes() {
        return changes;
    }

    @Override
    public Set<String> updateFields() {
        return changes.attributes();
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return state;
    }

    @Override
    String detail() {
        return created ? " created" : upsert ? " upserted" : "";
    }
}
