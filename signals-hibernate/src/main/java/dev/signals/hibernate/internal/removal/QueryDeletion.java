package dev.signals.hibernate.internal.removal;

import dev.signals.hibernate.internal.access.DeleteWrite;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.walk.RemovalWalk;
import dev.signals.hibernate.internal.walk.TemporaryEntities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.ScrollableResults;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** A deletion of the rows that a query selects. */
final class QueryDeletion implements DeleteWrite {

    private static final int CHUNK = 500;

    private final QueryDeletions parts;
    private final SharedSessionContractImplementor session;
    private final EntityPersister persister;
    private final Object origin;
    private @Nullable Selection selection;
    private int chunkSize = CHUNK;

    QueryDeletion(
            QueryDeletions parts, SharedSessionContractImplementor session, EntityPersister persister, Object origin) {
        this.parts = parts;
        this.session = session;
        this.persister = persister;
        this.origin = origin;
    }

    @Override
    public void where(String condition, Map<String, ?> parameters) {
        select("where(\"" + condition + "\")", condition, parameters);
    }

    @Override
    public void all() {
        select("all()", null, Map.of());
    }

    private void select(String call, @Nullable String condition, Map<String, ?> parameters) {
        if (selection != null) {
            String before = selection.condition() == null ? "all()" : "where(\"" + selection.condition() + "\")";
            throw new IllegalStateException(call + " follows " + before + "; select the rows once, and join conditions"
                    + " with \"and\" or \"or\"");
        }
        selection = new Selection(persister, condition, parameters);
    }

    @Override
    public void inChunksOf(int entities) {
        if (entities < 1) {
            throw new IllegalArgumentException("cannot delete in chunks of " + entities + ": give 1 or more");
        }
        chunkSize = entities;
    }

    @Override
    public int execute() {
        HibernateAdapter.watchTransaction(session);
        Selection rows = selected();
        if (session instanceof EventSource stateful) {
            HibernateAdapter.flush(stateful); // The condition is about the rows as they are in the database.
        }
        Removed removed = parts.removed(session, persister);
        Protection protection = new Protection(session, rows, removed);
        protection.countBySelection();
        protection.check(origin.toString());
        if (!parts.needsEntities(session, persister, removed) && !protection.isAnyReferenceAmongSelected()) {
            return rows.delete(session);
        }
        return session instanceof EventSource stateful
                ? inSession(stateful, rows, removed, protection)
                : inStatelessSession((StatelessSession) session, rows, removed, protection);
    }

    private Selection selected() {
        String obstacle = null;
        if (selection == null) {
            obstacle = "no rows are selected; call where(), or all() for all rows";
        } else if (!session.isTransactionInProgress()) {
            obstacle = "the session has no transaction; begin one";
        } else if (session instanceof EventSource stateful) {
            obstacle = obstacle(stateful);
        }
        if (selection == null || obstacle != null) {
            throw new IllegalStateException("cannot " + origin + ": " + obstacle);
        }
        return selection;
    }

    private @Nullable String obstacle(EventSource stateful) {
        if (stateful.getHibernateFlushMode() == FlushMode.MANUAL) {
            return "it flushes the session, whose flush mode is MANUAL; set another flush mode, or use another session";
        }
        SessionState state = parts.states().find(session);
        boolean isInsideFlush = state != null && state.flush().isUnderWay();
        if (isInsideFlush
                || stateful.getPersistenceContextInternal().isFlushing()
                || stateful.getPersistenceContextInternal().getCascadeLevel() > 0) {
            return "it flushes the session, and a flush or a cascade is under way; do it in POST_SAVE or POST_DELETE, or"
                    + " before the commit";
        }
        return null;
    }

    private int inSession(EventSource stateful, Selection rows, Removed removed, Protection protection) {
        SessionState state = parts.states().of(stateful);
        TemporaryEntities temporary = new TemporaryEntities(
                stateful, parts.pending(), state.updatedEntities().begin());
        try {
            protect(rows, removed, protection, chunk -> {
                protection.countByEntity(RemovalWalk.everythingDeleted(stateful, chunk.inOrder()));
                temporary.detach();
            });
            int[] deleted = {0};
            forEachChunk(rows, removed, chunk -> {
                List<Object> entities = chunk.inOrder();
                state.runningRemovals().together(() -> remove(stateful, state, entities));
                HibernateAdapter.flush(stateful);
                deleted[0] += (int) entities.stream()
                        .filter(entity -> isGone(stateful, entity))
                        .count();
                temporary.detach();
            });
            return deleted[0];
        } finally {
            state.updatedEntities().end();
        }
    }

    /**
     * Looks for references that only the deleted entities show.
     *
     * @param count counts those to what is deleted with a chunk
     */
    private void protect(Selection rows, Removed removed, Protection protection, Consumer<Chunk> count) {
        if (!removed.byEntity().isEmpty()) {
            forEachChunk(rows, removed, count);
            protection.check(origin.toString());
        }
    }

    private void remove(EventSource stateful, SessionState state, List<Object> entities) {
        if (parts.removals().reachesReceivers(persister)) {
            parts.removals().fromQuery(stateful, state, entities, origin);
        }
        for (Object entity : entities) {
            EntityEntry entry = stateful.getPersistenceContextInternal().getEntry(entity);
            if (entry != null && !entry.getStatus().isDeletedOrGone()) { // A receiver may have detached or removed it.
                stateful.remove(entity);
            }
        }
    }

    private static boolean isGone(EventSource stateful, Object entity) {
        EntityEntry entry = stateful.getPersistenceContextInternal().getEntry(entity);
        return entry == null || entry.getStatus().isDeletedOrGone();
    }

    private int inStatelessSession(StatelessSession stateless, Selection rows, Removed removed, Protection protection) {
        protect(rows, removed, protection, chunk -> protection.countByEntity(chunk.inOrder()));
        int[] deleted = {0};
        forEachChunk(rows, removed, chunk -> {
            List<Object> entities = chunk.inOrder();
            parts.origins().during(entities, origin, () -> entities.forEach(stateless::delete));
            deleted[0] += entities.size();
        });
        return deleted[0];
    }

    private void forEachChunk(Selection rows, Removed removed, Consumer<Chunk> work) {
        // Later rows mostly refer to earlier ones, so that chunks stay small in this order.
        boolean descending = !removed.selfReferences().isEmpty();
        try (ScrollableResults<Object> cursor = rows.open(session, descending, chunkSize)) {
            List<Object> identifiers = new ArrayList<>();
            boolean isNext = cursor.next();
            while (isNext) {
                identifiers.add(cursor.get());
                isNext = cursor.next();
                if (identifiers.size() == chunkSize || !isNext) {
                    Chunk chunk = Chunk.load(session, rows, removed, identifiers);
                    if (!chunk.isEmpty()) {
                        work.accept(chunk);
                    }
                    identifiers.clear();
                }
            }
        }
    }
}
