package dev.signals.hibernate.internal.event;

import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.TransactionCallbacks;
import dev.signals.hibernate.internal.state.IdentifierText;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What the events about an entity have in common. */
abstract class EntityEvent<T> implements ModelEvent<T>, SessionBoundEvent, DispatchableEvent {

    private final @Nullable SharedSessionContractImplementor session;
    private final @Nullable SessionState state;
    private final EntityPersister persister;
    private final @Nullable Object instance;
    private final @Nullable Object id;
    private final boolean insideFlush;
    private final boolean insideCascade;
    private final boolean raw;
    private final int transaction;

    EntityEvent(DispatchContext context, EntityPersister persister, @Nullable Object instance, @Nullable Object id) {
        this.session = context.session();
        this.state = context.state();
        this.persister = persister;
        this.instance = instance;
        this.id = id;
        this.insideFlush = context.insideFlush();
        this.insideCascade = context.insideCascade();
        this.raw = context.raw();
        this.transaction = state == null ? 0 : state.endedTransactions();
    }

    /** The name of the signal, for messages. */
    abstract String signal();

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
    public Class<?> sender() {
        return persister.getMappedClass();
    }

    @Override
    public String entityName() {
        return persister.getEntityName();
    }

    @Override
    public @Nullable SharedSessionContractImplementor owner() {
        return session;
    }

    @Override
    public Session session() {
        if (isOver()) {
            throw new IllegalStateException(
                    "session() of " + this
                            + " cannot be used, its transaction has ended; open a new one with sessionFactory(), or call inNewTransaction");
        }
        if (session instanceof Session stateful) {
            return stateful;
        }
        throw new IllegalStateException(
                "there is no session() for " + this + ": it happens in a stateless session; use statelessSession()");
    }

    @Override
    public SessionFactory sessionFactory() {
        return persister.getFactory();
    }

    /** Whether the transaction in which it happened has ended. */
    boolean isOver() {
        return state != null && state.endedTransactions() != transaction;
    }

    @Override
    public boolean inNewTransaction(BiConsumer<? super Session, ? super T> work) {
        Objects.requireNonNull(work, "work");
        Object key = id == null && instance != null ? persister.getIdentifier(instance) : id;
        return NewTransaction.run(persister.getFactory(), tenantId(), session -> {
            @SuppressWarnings("unchecked") // as in instance()
            T found = key == null ? null : (T) session.find(persister.getMappedClass(), key);
            if (found != null) {
                work.accept(session, found);
            }
            return found != null;
        });
    }

    @Override
    public Optional<StatelessSession> statelessSession() {
        return session instanceof StatelessSession stateless ? Optional.of(stateless) : Optional.empty();
    }

    @Override
    public String using() {
        String name = persister.getFactory().getName();
        return name == null ? "" : name;
    }

    @Override
    public @Nullable Object tenantId() {
        return session == null ? null : session.getTenantIdentifierValue();
    }

    @Override
    public boolean raw() {
        return raw;
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
    public void at(TransactionPhase phase, Runnable work) {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(work, "work");
        if (session == null || state == null) {
            TransactionCallbacks.atUnknown(phase, work);
        } else if (isOver()) {
            TransactionCallbacks.atOnce(
                    state, phase, work); // maybe in another thread, which must not touch the session
        } else {
            TransactionCallbacks.at(session, state, phase, work);
        }
    }

    /** What {@link #summary} adds, with a space in front; nothing if there is nothing to add. */
    String detail() {
        return "";
    }

    @Override
    public String summary() {
        String entity = persister.getEntityName().replaceAll(".*[.$]", "");
        return signal() + " " + entity + (id == null ? "" : "#" + IdentifierText.of(persister, id)) + detail();
    }

    /** In words, for {@link #detail}. */
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Signal, entity and id; no entity's own {@code toString} is asked, since it may load or fail. */
    @Override
    public String toString() {
        return signal() + " of " + persister.getEntityName() + "#"
                + (id == null ? "new" : IdentifierText.of(persister, id));
    }
}
