package dev.signals.hibernate.internal.dispatch;

import dev.signals.hibernate.ModelEvent;
import dev.signals.hibernate.internal.session.CommitWork;
import dev.signals.hibernate.internal.session.SessionState;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What the events about an entity have in common. */
abstract class EntityEvent<T> implements ModelEvent<T> {

    private final SessionImplementor session;
    private final SessionState state;
    private final EntityPersister persister;
    private final Object instance;
    private final @Nullable Object id;
    private final boolean insideFlush;
    private final boolean insideCascade;

    EntityEvent(Moment moment, EntityPersister persister, Object instance, @Nullable Object id) {
        this.session = moment.session();
        this.state = moment.state();
        this.persister = persister;
        this.instance = instance;
        this.id = id;
        this.insideFlush = moment.insideFlush();
        this.insideCascade = moment.insideCascade();
    }

    /** The name of the signal, for messages. */
    abstract String signal();

    @Override
    @SuppressWarnings("unchecked") // only receivers connected for a supertype of the instance's class get the event
    public T instance() {
        return (T) instance;
    }

    @Override
    public @Nullable Object id() {
        return id;
    }

    @Override
    public Class<?> sender() {
        return persister.getMappedClass();
    }

    @Override
    public String entityName() {
        return persister.getEntityName();
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public String using() {
        String name = session.getFactory().getName();
        return name == null ? "" : name;
    }

    @Override
    public @Nullable Object tenantId() {
        return session.getTenantIdentifierValue();
    }

    @Override
    public boolean insideFlush() {
        return insideFlush;
    }

    @Override
    public boolean insideCascade() {
        return insideCascade;
    }

    @Override
    public void onCommit(Runnable work) {
        if (session.isTransactionInProgress()) {
            state.commitWork().add(work);
        } else {
            CommitWork.runIsolated(work);
        }
    }

    /** Signal, entity and id; the entity's own {@code toString} is not asked, since it may load or fail. */
    @Override
    public String toString() {
        return signal() + " of " + persister.getEntityName() + "#" + (id == null ? "new" : id);
    }
}
