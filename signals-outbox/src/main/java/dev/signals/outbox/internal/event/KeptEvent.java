package dev.signals.outbox.internal.event;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.outbox.call.DurableCall;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The common part of the events that come from the database. They have no session and no instance. */
public abstract sealed class KeptEvent<T> implements ModelEvent<T>
        permits KeptChanged, KeptPostSave, KeptPostDelete, KeptM2mChanged {

    private final Arrival arrival;

    KeptEvent(Arrival arrival) {
        this.arrival = arrival;
    }

    /** The call that has brought the event. */
    public final DurableCall call() {
        return arrival.call();
    }

    /** The name of the signal. */
    public final String signal() {
        return arrival.signal();
    }

    /** Returns what {@link #summary} adds, with a leading space, or an empty text. */
    abstract String detail();

    private IllegalStateException missing(String accessor) {
        return new IllegalStateException("there is no " + accessor + " for " + this
                + ": a durable call comes after its transaction, maybe in another process; call inNewTransaction");
    }

    @Override
    public final T instance() {
        throw missing("instance()");
    }

    @Override
    public final @Nullable Object id() {
        return arrival.id();
    }

    @Override
    public final Class<?> sender() {
        return arrival.persister().getMappedClass();
    }

    @Override
    public final String entityName() {
        return arrival.persister().getEntityName();
    }

    @Override
    public final SessionFactory sessionFactory() {
        return arrival.persister().getFactory();
    }

    @Override
    public final Session session() {
        throw missing("session()");
    }

    @Override
    public final SharedSessionContract anySession() {
        throw missing("anySession()");
    }

    @Override
    public final Optional<StatelessSession> statelessSession() {
        return Optional.empty();
    }

    @Override
    @SuppressWarnings("unchecked") // the receiver is connected for a supertype of the entity class
    public final boolean inNewTransaction(BiConsumer<? super Session, ? super T> work) {
        Objects.requireNonNull(work, "work");
        SessionFactory sessions = sessionFactory();
        try (Session session =
                sessions.withOptions().tenantIdentifier(arrival.tenant()).openSession()) {
            return session.fromTransaction(transaction -> {
                FactoryAccess.find(sessions)
                        .ifPresent(factory -> factory.continueContext(session, reason().orElse(null), context()));
                Object id = id();
                T found = id == null ? null : (T) HibernateAdapter.find(session, entityName(), id);
                if (found != null) {
                    work.accept(session, found);
                }
                return found != null;
            });
        }
    }

    @Override
    public final String using() {
        String name = arrival.persister().getFactory().getName();
        return name == null ? "" : name;
    }

    @Override
    public final @Nullable Object tenantId() {
        return arrival.tenant();
    }

    @Override
    public final boolean raw() {
        return arrival.raw();
    }

    @Override
    public final boolean insideFlush() {
        return false;
    }

    @Override
    public final boolean insideCascade() {
        return false;
    }

    @Override
    public final Optional<String> reason() {
        return arrival.reason();
    }

    @Override
    public final Map<String, Object> context() {
        return arrival.context();
    }

    /** Runs the work at once, because the transaction has been committed. */
    @Override
    public final void at(TransactionPhase phase, Runnable work) {
        Objects.requireNonNull(work, "work");
        if (phase != TransactionPhase.AFTER_ROLLBACK) {
            work.run();
        }
    }

    @Override
    public final String summary() {
        String name = entityName();
        String shortName = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        return arrival.signal() + " " + shortName + "#" + id() + detail();
    }

    @Override
    public final String toString() {
        return arrival.signal() + " of " + entityName() + "#" + id();
    }
}
