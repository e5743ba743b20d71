package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.CollectionDifference;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.connect.ChangedPart;
import dev.signals.hibernate.internal.connect.ChangedPart.Moment;
import dev.signals.hibernate.internal.session.NetChange;
import dev.signals.hibernate.internal.session.NetCollections;
import dev.signals.hibernate.internal.state.LoadedState;
import dev.signals.hibernate.internal.state.StateComparison;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public final class ChangedEvent<T> extends ComparingEvent<T> implements Changed<T>, ChangedPart.Momentary {

    private final NetChange net;
    private final Moment moment;
    private final boolean withCollections;
    private @Nullable Changes changes;

    /**
     * @param withCollections whether changes of collections have been recorded
     */
    public ChangedEvent(DispatchContext context, NetChange net, Moment moment, boolean withCollections) {
        super(context, net.persister(), net.instance(), net.id());
        this.net = net;
        this.moment = moment;
        this.withCollections = withCollections;
    }

    /** The net change that this event is about. */
    public NetChange net() {
        return net;
    }

    /** Returns whether anything about the entity differs at the end of the transaction. */
    public boolean isAnything() {
        return kind() != ChangeKind.UPDATED
                || !changes().isKnown()
                || !changes().isEmpty()
                || (withCollections && !collections().isEmpty());
    }

    @Override
    public ChangeKind kind() {
        if (!net.exists()) {
            return net.existedBefore() ? ChangeKind.DELETED : ChangeKind.CREATED_AND_DELETED;
        }
        return net.existedBefore() ? ChangeKind.UPDATED : ChangeKind.CREATED;
    }

    @Override
    public Changes changes() {
        Changes compared = changes;
        if (compared == null) {
            compared = switch (kind()) {
                case CREATED -> StateComparison.created(net.persister(), net.now());
                case UPDATED ->
                    net.insertedAgain()
                            ? StateComparison.replaced(net.persister(), net.before(), net.now())
                            : StateComparison.updated(net.persister(), net.before(), net.now());
                case DELETED -> StateComparison.deleted(net.persister(), net.before());
                case CREATED_AND_DELETED -> StateComparison.updated(net.persister(), net.now(), net.now());
            };
            changes = compared;
        }
        return compared;
    }

    @Override
    public Map<String, @Nullable Object> state() {
        return LoadedState.ofRow(net.persister(), net.now());
    }

    @Override
    public Map<String, CollectionDifference> collections() {
        if (!withCollections) {
            throw new IllegalStateException("collections() of " + this
                    + " were not recorded, because no receiver of the entity asks for them; connect it with"
                    + " includingCollections()");
        }
        NetCollections collections = net.collections();
        return collections == null ? Map.of() : collections.differences();
    }

    /** Returns false, because a transaction may be raw only in part. */
    @Override
    public boolean raw() {
        return false;
    }

    @Override
    public int saves() {
        return net.saves();
    }

    @Override
    public Moment moment() {
        return moment;
    }

    @Override
    public TransactionPhase phase() {
        return moment.phase();
    }

    @Override
    boolean isOver() {
        return moment == Moment.AFTER_COMMIT || super.isOver();
    }

    @Override
    @Nullable
    Object @Nullable [] writtenState() {
        return net.exists() ? net.now() : null;
    }

    @Override
    String detail() {
        return " " + lower(kind());
    }

    @Override
    String signal() {
        return "changed";
    }
}
