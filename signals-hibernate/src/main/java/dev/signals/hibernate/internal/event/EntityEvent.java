package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.EventContext;
import dev.signals.hibernate.internal.state.IdentifierText;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The common part of the events about an entity. */
abstract class EntityEvent<T> extends SessionEvent implements ModelEvent<T> {

    private final @Nullable Object instance;
    private final @Nullable Object id;
    private final boolean insideFlush;
    private final boolean insideCascade;

    EntityEvent(DispatchContext context, EntityPersister persister, @Nullable Object instance, @Nullable Object id) {
        super(context, persister);
        this.instance = instance;
        this.id = id;
        this.insideFlush = context.insideFlush();
        this.insideCascade = context.insideCascade();
    }

    @Override
    @SuppressWarnings("unchecked") // only receivers connected for a supertype of the instance's class get the event
    public T instance() {
        if (instance == null) {
            throw new IllegalStateException("there is no instance() yet for " + this
                    + ": a proxy is being initialized, and Hibernate hands out the entity behind it only afterwards;"
                    + " use state(), or POST_INIT");
        }
        return (T) instance;
    }

    @Override
    public Object subject() {
        return instance == null ? this : instance;
    }

    @Override
    public @Nullable Object id() {
        return id;
    }

    @Override
    public Session session() {
        if (isOver()) {
            throw ended("session()");
        }
        if (owner() instanceof Session stateful) {
            return stateful;
        }
        throw new IllegalStateException(
                "there is no session() for " + this + ": it happens in a stateless session; use statelessSession()");
    }

    @Override
    String otherWay() {
        return ", or call inNewTransaction";
    }

    @Override
    public boolean inNewTransaction(BiConsumer<? super Session, ? super T> work) {
        Objects.requireNonNull(work, "work");
        Object key = id == null && instance != null ? persister().getIdentifier(instance) : id;
        return NewTransaction.run(persister().getFactory(), simulatedCommit(), owner(), tenantId(), session -> {
            handContextTo(session);
            @SuppressWarnings("unchecked") // as in instance()
            T found = key == null ? null : (T) HibernateAdapter.find(session, entityName(), key);
            if (found != null) {
                work.accept(session, found);
            }
            return found != null;
        });
    }

    /** Lets the writes of a receiver in a session of its own have the context of what has caused them. */
    private void handContextTo(Session session) {
        EventContext context = mode().context();
        if (!context.isEmpty()) {
            FactoryAccess.find(sessionFactory())
                    .ifPresent(factory -> factory.continueContext(session, context.reason(), context.values()));
        }
    }

    @Override
    public Optional<StatelessSession> statelessSession() {
        return owner() instanceof StatelessSession stateless ? Optional.of(stateless) : Optional.empty();
    }

    @Override
    public String using() {
        String name = persister().getFactory().getName();
        return name == null ? "" : name;
    }

    @Override
    public @Nullable Object tenantId() {
        SharedSessionContractImplementor session = owner();
        return session == null ? null : session.getTenantIdentifierValue();
    }

    @Override
    public boolean raw() {
        return mode().raw();
    }

    @Override
    public boolean insideFlush() {
        return insideFlush;
    }

    @Override
    public boolean insideCascade() {
        return insideCascade;
    }

    /** Returns what {@link #summary} adds, with a leading space, or an empty text. */
    String detail() {
        return "";
    }

    @Override
    public String summary() {
        return signal() + " " + shortEntityName() + (id == null ? "" : "#" + IdentifierText.of(persister(), id))
                + detail();
    }

    /** Returns the name of a constant in lower case, for {@link #detail}. */
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Returns signal, entity and id. It does not call {@code toString} of the entity, which may load or fail. */
    @Override
    public String toString() {
        return signal() + " of " + persister().getEntityName() + "#"
                + (id == null ? "new" : IdentifierText.of(persister(), id))
                + mode().context().text();
    }
}
