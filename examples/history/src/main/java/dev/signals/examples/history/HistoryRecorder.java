package dev.signals.examples.history;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.hibernate.ModelSignals.includingCollections;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link EntityVersion} for each entity that a transaction changes, in that transaction. What has no signals is
 * not recorded: bulk statements and quiet updates. Neither are stateless sessions.
 */
public final class HistoryRecorder {

    /** The name of the user in the context of events. */
    public static final String USER = "user";

    private final InstantSource clock;

    /** Creates a recorder that takes the time of each version from a clock. */
    public HistoryRecorder(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Begins to record all entities of a session factory that are not {@link NotRecorded}.
     *
     * @return the connection; closing it ends the recording
     */
    public Connection connect(FactorySignals signals) {
        return signals.changed()
                .connectBatch(
                        this::record,
                        uid("history"),
                        beforeCommit(),
                        includingCollections(),
                        filter(HistoryRecorder::isRecorded));
    }

    /** Leaves out stateless sessions, which know neither old values nor collections. */
    private static boolean isRecorded(Changed<?> event) {
        return !event.sender().isAnnotationPresent(NotRecorded.class)
                && event.statelessSession().isEmpty();
    }

    private void record(List<? extends Changed<?>> transaction) {
        Instant now = now();
        transaction.forEach(event -> record(event, now));
    }

    private static void record(Changed<?> event, Instant now) {
        Session session = event.session();
        PlainValues values = new PlainValues(session);
        RecordedEntity entity = new RecordedEntity(event.sessionFactory(), event.sender());
        Difference difference = new Difference(event, entity, values, before(event));
        List<AttributeChange> changes = difference.changes();
        if (event.kind() == ChangeKind.UPDATED && event.changes().isKnown() && changes.isEmpty()) {
            return; // only attributes that are not recorded
        }
        session.persist(
                new EntityVersion(event, entity.name(), values.key(event.id()), now, changes, difference.state()));
    }

    /** Returns the state of the entity in its latest version; empty if it is new, or older than its history. */
    private static Map<String, @Nullable Object> before(Changed<?> event) {
        if (event.kind() == ChangeKind.CREATED) {
            return Map.of();
        }
        return new History(event.session())
                .latest(event.sender(), Objects.requireNonNull(event.id()))
                .filter(version -> version.kind() != ChangeKind.DELETED)
                .map(EntityVersion::state)
                .orElseGet(Map::of);
    }

    /** Returns the time as exactly as every database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
