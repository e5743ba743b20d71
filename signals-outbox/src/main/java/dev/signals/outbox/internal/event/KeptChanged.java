package dev.signals.outbox.internal.event;

import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.ChangedPart.Moment;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A net change that comes from the database. */
public final class KeptChanged<T> extends KeptEvent<T> implements Changed<T>, ChangedPart.Momentary {

    private final Content content;

    /**
     * What it has more than other events.
     *
     * @param collections null if they were not recorded
     */
    public record Content(
            ChangeKind kind,
            int saves,
            Changes changes,
            Map<String, @Nullable Object> state,
            @Nullable Map<String, CollectionDifference> collections) {}

    /** The change of one collection. */
    public record KeptDifference(String attribute, List<Object> added, List<Object> removed, boolean removedKnown)
            implements CollectionDifference {}

    public KeptChanged(Arrival arrival, Content content) {
        super(arrival);
        this.content = content;
    }

    @Override
    public ChangeKind kind() {
        return content.kind();
    }

    @Override
    public Changes changes() {
        return content.changes();
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return content.state();
    }

    @Override
    public Map<String, CollectionDifference> collections() {
        Map<String, CollectionDifference> collections = content.collections();
        if (collections == null) {
            throw new IllegalStateException("collections() of " + this
                    + " were not recorded; connect the receiver with includingCollections()");
        }
        return collections;
    }

    @Override
    public int saves() {
        return content.saves();
    }

    @Override
    public Moment moment() {
        return Moment.LAST_WRITE;
    }

    @Override
    public boolean wasWanted() {
        return true;
    }

    @Override
    public TransactionPhase phase() {
        return TransactionPhase.AFTER_COMMIT;
    }

    @Override
    String detail() {
        return " " + content.kind().name().toLowerCase(Locale.ROOT);
    }
}
