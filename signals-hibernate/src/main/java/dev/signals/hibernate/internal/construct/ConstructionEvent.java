package dev.signals.hibernate.internal.construct;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An event about an object that the application constructs. It belongs to no session, and so to no transaction. */
abstract class ConstructionEvent<T> implements ModelEvent<T> {

    private final Class<?> type;
    private final @Nullable EntityPersister persister;

    /**
     * @param persister the entity in the one session factory whose receivers get the event; null if there is no such
     *     factory, or several
     */
    ConstructionEvent(Class<?> type, @Nullable EntityPersister persister) {
        this.type = type;
        this.persister = persister;
    }

    /** The name of the signal, for messages. */
    abstract String signal();

    @Override
    public @Nullable Object id() {
        return null;
    }

    @Override
    public Class<?> sender() {
        return type;
    }

    @Override
    public String entityName() {
        return persister == null ? type.getName() : persister.getEntityName();
    }

    public Map<String, @Nullable Object> state() {
        return Map.of();
    }

    public boolean constructed() {
        return true;
    }

    @Override
    public Session session() {
        throw noSession("session()");
    }

    @Override
    public SharedSessionContract anySession() {
        throw noSession("anySession()");
    }

    private IllegalStateException noSession(String accessor) {
        return new IllegalStateException("there is no " + accessor + " for " + this
                + ": the application constructs the object, and no session knows it yet; open one, or connect to"
                + " PRE_SAVE, which is sent when the object is persisted");
    }

    @Override
    public Optional<String> reason() {
        return Optional.empty(); // reasons and contexts are given to sessions
    }

    @Override
    public Map<String, Object> context() {
        return Map.of();
    }

    @Override
    public boolean inNewTransaction(BiConsumer<? super Session, ? super T> work) {
        Objects.requireNonNull(work, "work");
        return false; // it has no row
    }

    @Override
    public Optional<StatelessSession> statelessSession() {
        return Optional.empty();
    }

    @Override
    public SessionFactory sessionFactory() {
        if (persister == null) {
            throw new IllegalStateException("there is no sessionFactory() for " + this
                    + ": no open session factory maps the class, or several do; connect the receiver with"
                    + " ModelSignals.of(factory)");
        }
        return persister.getFactory();
    }

    @Override
    public String using() {
        String name = persister == null ? null : persister.getFactory().getName();
        return name == null ? "" : name;
    }

    @Override
    public @Nullable Object tenantId() {
        return null;
    }

    @Override
    public boolean raw() {
        return false;
    }

    @Override
    public boolean insideFlush() {
        return false;
    }

    @Override
    public boolean insideCascade() {
        return false;
    }

    @Override
    public void at(TransactionPhase phase, Runnable work) {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(work, "work");
        if (phase != TransactionPhase.AFTER_ROLLBACK) {
            work.run(); // there is no transaction to wait for
        }
    }

    @Override
    public String summary() {
        String name = entityName();
        return signal() + " " + name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
                + " constructed";
    }

    /** Returns signal and entity. It does not call {@code toString} of the entity. */
    @Override
    public String toString() {
        return signal() + " of " + entityName() + " constructed";
    }
}
