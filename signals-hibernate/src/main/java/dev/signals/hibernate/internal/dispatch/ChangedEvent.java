package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.ChangeKind;
import dev.signals.hibernate.Changed;
import dev.signals.hibernate.Changes;
import dev.signals.hibernate.TransactionPhase;
import dev.signals.hibernate.internal.session.NetChange;
import dev.signals.hibernate.internal.state.StateComparison;
import org.jspecify.annotations.Nullable;

final class ChangedEvent<T> extends EntityEvent<T> implements Changed<T> {

    private final NetChange net;
    private final TransactionPhase phase;
    private @Nullable Changes changes;

    ChangedEvent(Moment moment, NetChange net, TransactionPhase phase) {
        super(moment, net.persister(), net.instance(), net.id());
        this.net = net;
        this.phase = phase;
    }

    /** What it tells of. */
    NetChange net() {
        return net;
    }

    /** Whether the transaction has done anything to the entity in the end. */
    boolean isAnything() {
        return kind() != ChangeKind.UPDATED
                || !changes().isKnown()
                || !changes().isEmpty();
    }

    @Override
    public ChangeKind kind() {
        if (!net.exists()) {
            return ChangeKind.DELETED;
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
            };
            changes = compared;
        }
        return compared;
    }

    /** A transaction may have been raw in part. */
    @Override
    public boolean raw() {
        return false;
    }

    @Override
    public int saves() {
        return net.saves();
    }

    @Override
    public TransactionPhase phase() {
        return phase;
    }

    @Override
    boolean isOver() {
        return phase != TransactionPhase.BEFORE_COMMIT || super.isOver();
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
