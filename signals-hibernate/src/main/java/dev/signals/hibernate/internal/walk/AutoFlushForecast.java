package dev.signals.hibernate.internal.walk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the flush before a query will write, as Hibernate itself finds out only by doing it and throwing the result
 * away. A wrong no would skip PRE_SAVE for a change that is written, so doubtful cases are a yes; the change then counts as
 * announced until it is written.
 */
public final class AutoFlushForecast {

    private AutoFlushForecast() {}

    /** Whether Hibernate will look for changes at all before a query of these spaces. */
    public static boolean isFlushPossible(EventSource session, @Nullable Set<String> querySpaces) {
        FlushMode mode = session.getHibernateFlushMode();
        return mode == FlushMode.ALWAYS || (mode == FlushMode.AUTO && (querySpaces == null || !querySpaces.isEmpty()));
    }

    /** Whether the flush will write. */
    public static boolean willWrite(EventSource session, @Nullable Set<String> querySpaces) {
        return querySpaces == null
                || session.getHibernateFlushMode() == FlushMode.ALWAYS
                || session.getActionQueue().areTablesToBeUpdated(querySpaces)
                || hasChangedEntity(session, querySpaces)
                || hasChangedCollection(session.getPersistenceContextInternal(), querySpaces);
    }

    private static boolean hasChangedEntity(EventSource session, Set<String> querySpaces) {
        for (Map.Entry<Object, EntityEntry> each :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            EntityPersister persister = each.getValue().getPersister();
            if (intersects(querySpaces, List.of(persister.getPropertySpaces()))
                    && DirtyWalk.changedState(session, each.getKey(), each.getValue()) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasChangedCollection(PersistenceContext context, Set<String> querySpaces) {
        boolean[] changed = {false};
        context.forEachCollectionEntry(
                (collection, entry) ->
                        changed[0] |= isChanged(context, collection.getOwner(), collection.isDirty(), entry)
                                && intersects(querySpaces, spaces(entry)),
                true);
        return changed[0];
    }

    /** Dirty collections, new ones (inverse ones too), and those of owners that are being deleted. */
    private static boolean isChanged(
            PersistenceContext context, @Nullable Object owner, boolean dirty, CollectionEntry entry) {
        if (dirty || entry.getLoadedPersister() == null) {
            return true;
        }
        EntityEntry ownerEntry = owner == null ? null : context.getEntry(owner);
        return ownerEntry == null || ownerEntry.getStatus().isDeletedOrGone();
    }

    private static Collection<?> spaces(CollectionEntry entry) {
        CollectionPersister persister =
                entry.getLoadedPersister() == null ? entry.getCurrentPersister() : entry.getLoadedPersister();
        return persister == null ? List.of() : List.of(persister.getCollectionSpaces());
    }

    private static boolean intersects(Set<String> querySpaces, Collection<?> spaces) {
        return spaces.stream().anyMatch(querySpaces::contains);
    }
}
