package dev.signals.outbox.internal.router;

import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.internal.compat.QueuedActions;
import java.util.Objects;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A change while its mapper runs. No flush follows, so what the mapper leaves in the session would be lost without a word. What
 * costs little is looked at: the attributes of the entity itself, and what is queued.
 */
final class MappedChange {

    private final Changed<?> change;
    private final @Nullable EventSource session;
    private final int queued;
    private final @Nullable Object instance;
    private final @Nullable Object @Nullable [] values;

    private MappedChange(Changed<?> change, @Nullable EventSource session) {
        this.change = change;
        this.session = session;
        this.queued = session == null ? 0 : QueuedActions.count(session);
        EntityEntry entry = session == null ? null : entry(session);
        boolean isWritten = entry != null && entry.getStatus() == Status.MANAGED;
        this.instance = isWritten ? change.instance() : null;
        this.values = entry != null && isWritten ? entry.getPersister().getValues(change.instance()) : null;
    }

    /**
     * @param session that of the change; null if it is not known
     */
    static MappedChange of(Changed<?> change, @Nullable SharedSessionContractImplementor session) {
        boolean isFlushed = session instanceof EventSource && session.isOpenOrWaitingForAutoClose();
        return new MappedChange(change, isFlushed ? (EventSource) session : null);
    }

    private @Nullable EntityEntry entry(EventSource of) {
        return of.getPersistenceContextInternal().getEntry(change.instance());
    }

    /**
     * Checks that the mapper has left nothing to write.
     *
     * @throws IllegalStateException if it has
     */
    void checkNothingIsLost(Object mapper) {
        String written = session == null ? null : written(session);
        if (written != null) {
            throw new IllegalStateException(mapper + " " + written + " while it mapped " + change
                    + ": no flush follows, so that would be lost; mappers only read. Change it in a receiver of PRE_SAVE, or of"
                    + " CHANGED with beforeCommit()");
        }
    }

    private @Nullable String written(EventSource in) {
        EntityEntry entry =
                instance == null ? null : in.getPersistenceContextInternal().getEntry(instance);
        if (entry != null && values != null) {
            EntityPersister persister = entry.getPersister();
            @Nullable Object[] now = persister.getValues(Objects.requireNonNull(instance));
            for (int i = 0; i < now.length; i++) {
                if (persister.getPropertyUpdateability()[i]
                        && differs(persister.getPropertyTypes()[i], values[i], now[i])) {
                    return "has changed " + persister.getPropertyNames()[i];
                }
            }
        }
        return QueuedActions.count(in) == queued ? null : "has persisted or removed something";
    }

    private static boolean differs(Type type, @Nullable Object before, @Nullable Object now) {
        return before != now
                && before != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && !type.isCollectionType() // a getter may make its own
                && !type.isEqual(before, now);
    }
}
