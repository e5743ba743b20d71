package dev.signals.hibernate.internal.walk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.compat.QueuedActions;
import java.util.Set;
import org.hibernate.FlushMode;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.CollectionEntry;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.EventSource;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A forecast of whether the flush before a query will write. A wrong no would skip PRE_SAVE for a change that is written, so
 * a doubtful case is a yes; the change then counts as announced until it is written.
 */
public final class FlushForecast {

    private FlushForecast() {}

    /** Returns whether Hibernate will look for changes at all before a query of these spaces. */
    public static boolean isFlushPossible(EventSource session, @Nullable Set<String> querySpaces) {
        FlushMode mode = session.getHibernateFlushMode();
        return mode == FlushMode.ALWAYS
                || (mode == FlushMode.AUTO
                        && (querySpaces == null
                                || !querySpaces.isEmpty()
                                || HibernateAdapter.cascadesForQueriesOfNoTable()));
    }

    /** Returns whether the flush before a query of these spaces will write. */
    public static boolean willWrite(
            EventSource session, @Nullable Set<String> querySpaces, DirtyChecks checks, InspectionGuard guard) {
        if (querySpaces == null
                || session.getHibernateFlushMode() == FlushMode.ALWAYS
                || QueuedActions.concern(session, querySpaces)) {
            return true;
        }
        AnyFinding any = new AnyFinding(session, checks.of(session));
        FlushPreview.at(session, querySpaces, guard, any);
        return any.found;
    }

    /** Findings that end the preview at the first one. */
    private static final class AnyFinding implements FlushPreview.Findings {

        private final EventSource session;
        private final DirtyCheck check;
        private boolean found;

        AnyFinding(EventSource session, DirtyCheck check) {
            this.session = session;
            this.check = check;
        }

        private boolean found() {
            found = true;
            return true;
        }

        @Override
        public boolean changed(Object entity, EntityEntry entry, @Nullable Object[] state) {
            return found();
        }

        @Override
        public boolean reached(@Nullable String entityName, Object object) {
            return found();
        }

        @Override
        public boolean replaced(Object owner, CollectionType attribute, Object collection) {
            return found();
        }

        @Override
        public boolean emptied(Object owner, Type attribute) {
            return found();
        }

        @Override
        public boolean written(PersistentCollection<?> collection, CollectionEntry entry) {
            return found();
        }

        @Override
        public @Nullable Object @Nullable [] changedState(Object entity, EntityEntry entry) {
            return check.changedState(entity, entry);
        }

        @Override
        public boolean isDirty(PersistentCollection<?> collection, CollectionEntry entry) {
            return CollectionCheck.isDirty(collection, entry, session);
        }
    }
}
