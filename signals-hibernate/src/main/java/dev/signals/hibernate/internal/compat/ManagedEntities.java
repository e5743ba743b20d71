package dev.signals.hibernate.internal.compat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;

/**
 * The entities of a session at one moment, in the order in which they became managed. From Hibernate 7.3 on, visiting them
 * allocates nothing; before, it allocates an entry for each entity.
 */
public final class ManagedEntities {

    private static final boolean WITHOUT_COPY = Arrays.stream(PersistenceContext.class.getMethods())
            .anyMatch(method -> method.getName().equals("reentrantSafeManagedEntities"));

    private ManagedEntities() {}

    /**
     * Calls {@code visitor} for each entity. The visitor may change what the session holds; such changes count from the next
     * visit on.
     */
    public static void forEach(EventSource session, BiConsumer<Object, EntityEntry> visitor) {
        anyMatch(session, (entity, entry) -> {
            visitor.accept(entity, entry);
            return false;
        });
    }

    /** Returns whether the condition is true for any entity. The entities after the first match are not visited. */
    public static boolean anyMatch(EventSource session, BiPredicate<Object, EntityEntry> condition) {
        PersistenceContext context = session.getPersistenceContextInternal();
        return WITHOUT_COPY ? anyManagedMatches(context, condition) : anyEntryMatches(context, condition);
    }

    private static boolean anyManagedMatches(PersistenceContext context, BiPredicate<Object, EntityEntry> condition) {
        for (ManagedEntity managed : context.reentrantSafeManagedEntities()) {
            EntityEntry entry = managed.$$_hibernate_getEntityEntry();
            if (entry != null && condition.test(managed.$$_hibernate_getEntityInstance(), entry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyEntryMatches(PersistenceContext context, BiPredicate<Object, EntityEntry> condition) {
        for (Map.Entry<Object, EntityEntry> entry : context.reentrantSafeEntityEntries()) {
            if (condition.test(entry.getKey(), entry.getValue())) {
                return true;
            }
        }
        return false;
    }
}
