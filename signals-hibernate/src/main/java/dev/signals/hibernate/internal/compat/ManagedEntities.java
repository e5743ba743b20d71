package dev.signals.hibernate.internal.compat;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * The entities of a session at one moment, in the order in which they became managed. What the session manages may change in
 * between; such changes count from the next time on. From Hibernate 7.3 on, going through them allocates nothing; before, it
 * allocates an entry for each entity.
 */
public final class ManagedEntities {

    private static final boolean WITHOUT_COPY = Arrays.stream(PersistenceContext.class.getMethods())
            .anyMatch(method -> method.getName().equals("reentrantSafeManagedEntities"));

    private final ManagedEntity @Nullable [] managed;
    private final Map.Entry<Object, EntityEntry> @Nullable [] entries;
    private int next;
    private @Nullable Object entity;
    private @Nullable EntityEntry entry;

    private ManagedEntities(PersistenceContext context) {
        managed = WITHOUT_COPY ? WithoutCopy.of(context) : null;
        entries = WITHOUT_COPY ? null : context.reentrantSafeEntityEntries();
    }

    /** Separate, so that it is linked only where Hibernate has the method. */
    private static final class WithoutCopy {

        static ManagedEntity[] of(PersistenceContext context) {
            return context.reentrantSafeManagedEntities();
        }
    }

    /** Returns the entities of a session. Call {@link #next} before the first one. */
    public static ManagedEntities of(EventSource session) {
        return new ManagedEntities(session.getPersistenceContextInternal());
    }

    /** Goes on to the next entity, and returns whether there is one. */
    public boolean next() {
        if (managed != null) {
            while (next < managed.length) {
                ManagedEntity each = managed[next++];
                entry = each.$$_hibernate_getEntityEntry();
                if (entry != null) {
                    entity = each.$$_hibernate_getEntityInstance();
                    return true;
                }
            }
        } else if (entries != null && next < entries.length) {
            Map.Entry<Object, EntityEntry> each = entries[next++];
            entity = each.getKey();
            entry = each.getValue();
            return true;
        }
        return false;
    }

    /** Returns the present entity. */
    public Object entity() {
        return Objects.requireNonNull(entity);
    }

    /** Returns what the session knows of the present entity. */
    public EntityEntry entry() {
        return Objects.requireNonNull(entry);
    }

    /** Calls {@code visitor} for each entity of a session. */
    public static void forEach(EventSource session, BiConsumer<Object, EntityEntry> visitor) {
        for (ManagedEntities each = of(session); each.next(); ) {
            visitor.accept(each.entity(), each.entry());
        }
    }

    /** Returns whether the condition is true for any entity of a session. Those after the first match are not visited. */
    public static boolean anyMatch(EventSource session, BiPredicate<Object, EntityEntry> condition) {
        for (ManagedEntities each = of(session); each.next(); ) {
            if (condition.test(each.entity(), each.entry())) {
                return true;
            }
        }
        return false;
    }
}
