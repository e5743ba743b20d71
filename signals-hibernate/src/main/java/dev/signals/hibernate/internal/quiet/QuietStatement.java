package dev.signals.hibernate.internal.quiet;

import dev.signals.hibernate.internal.access.QuietWrite;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.quiet.InstanceSynchronizer.Written;
import dev.signals.hibernate.internal.session.SessionState;
import dev.signals.hibernate.internal.session.SessionStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** An update by HQL that then synchronizes the instances of the session with the row. */
public final class QuietStatement implements QuietWrite {

    private final SharedSessionContractImplementor session;
    private final SessionStates states;
    private final QuietTarget target;
    private final List<Assignment> assignments = new ArrayList<>();
    private UpdateByQuery.@Nullable Condition condition;
    private boolean checksVersion;

    public QuietStatement(SharedSessionContractImplementor session, SessionStates states, QuietTarget target) {
        this.session = session;
        this.states = states;
        this.target = target;
    }

    @Override
    public void set(String attribute, @Nullable Object value) {
        add(Assignment.set(session, target.persister(), attribute, value));
    }

    @Override
    public void increment(String attribute, Number by) {
        add(Assignment.add(target.persister(), attribute, by));
    }

    private void add(Assignment assignment) {
        Attribute added = assignment.attribute();
        for (Assignment before : assignments) {
            Attribute present = before.attribute();
            if (present.contains(added.path()) || added.contains(present.path())) {
                throw new IllegalStateException("cannot set \"" + added.path() + "\" of "
                        + target.persister().getEntityName() + ": \"" + present.path() + "\" is set already");
            }
        }
        refuseSecondAggregate(added);
        assignments.add(assignment);
    }

    /** Refuses to set two such columns in one statement, because Hibernate would write only one of them. */
    private void refuseSecondAggregate(Attribute added) {
        String aggregate = added.aggregate();
        if (aggregate != null && added.isPartOfWrittenAggregate()) {
            assignments.stream()
                    .map(Assignment::attribute)
                    .filter(present -> present.isPartOfWrittenAggregate() && !aggregate.equals(present.aggregate()))
                    .findFirst()
                    .ifPresent(present -> {
                        throw new IllegalStateException("cannot set \"" + added.path() + "\" of "
                                + target.persister().getEntityName() + ": \"" + present.path()
                                + "\" is set already, and HQL writes only one embeddable at a time that is stored in one"
                                + " column; use a QuietUpdate for each");
                    });
        }
    }

    @Override
    public void withVersionCheck() {
        Object reference = target.reference();
        EntityPersister persister = target.persister();
        if (reference == null) {
            throw new IllegalStateException("withVersionCheck() compares the version of an instance, but none is given;"
                    + " start with QuietUpdate.of(session, instance)");
        }
        if (!persister.isVersioned()) {
            throw new IllegalStateException(
                    "withVersionCheck() needs a version, but " + persister.getEntityName() + " has none; leave it out");
        }
        if (Version.isGeneratedByDatabase(persister)) {
            throw new IllegalStateException("withVersionCheck() cannot increment the version of "
                    + persister.getEntityName() + ", which the database generates; let a flush write the instance");
        }
        Enhanced.load(reference); // otherwise there is no version to compare
        checksVersion = true;
    }

    @Override
    public void where(String text, Map<String, ?> parameters) {
        if (target.isOne()) {
            throw new IllegalStateException("where(\"" + text + "\") is for many rows, but this is an update of "
                    + target + "; start with QuietUpdate.of(session, type)");
        }
        if (condition != null) {
            throw new IllegalStateException("where(\"" + text + "\") follows where(\"" + condition.text()
                    + "\"); join the two conditions with \"and\" or \"or\"");
        }
        condition = new UpdateByQuery.Condition(text, parameters);
    }

    @Override
    public int execute() {
        QuietTarget now = target.now(session);
        HibernateAdapter.watchTransaction(session);
        SessionState state = states.of(session);
        refuseIfImpossible(now, state);
        Version version = checksVersion ? Version.of(session, now) : null;
        UpdateByQuery update = new UpdateByQuery(session, now, assignments, condition, version);
        int rows = state.flush().quietly(session, update::execute);
        if (version != null && rows == 0) {
            throw session.getExceptionConverter()
                    .convert(new StaleObjectStateException(now.persister().getEntityName(), now.id()));
        }
        CachedRows.updated(session, state, now);
        if (rows > 0 && now.isOne()) {
            synchronizeInstances(now, state, update, version);
        }
        return rows;
    }

    private void refuseIfImpossible(QuietTarget now, SessionState state) {
        String obstacle = null;
        if (assignments.isEmpty()) {
            obstacle = "nothing is set; call set() or increment() before execute()";
        } else if (!now.isOne() && condition == null) {
            obstacle = "neither an entity nor a condition is given; call where()";
        } else if (!session.isTransactionInProgress()) {
            obstacle = "the session has no transaction; begin one";
        } else if (now.isOne()) {
            obstacle = obstacle(now, state);
        }
        if (obstacle != null) {
            throw new IllegalStateException("cannot update " + now + ": " + obstacle);
        }
    }

    private @Nullable String obstacle(QuietTarget now, SessionState state) {
        if (now.id() == null
                || isYetToBeInserted(now.instance(), state)
                || isYetToBeInserted(now.held(session), state)) {
            return "it has no row yet; set the values on the instance, which is inserted with them, or do this after the"
                    + " flush, as in POST_SAVE";
        }
        if (isRemoved(now.instance()) || isRemoved(now.held(session))) {
            return "it has been removed";
        }
        return null;
    }

    private boolean isYetToBeInserted(@Nullable Object instance, SessionState state) {
        if (instance == null) {
            return false;
        }
        EntityEntry entry = QuietTarget.entry(session, instance);
        return entry == null ? state.preSaveTracker().isUnfinished(instance) : !entry.isExistsInDatabase();
    }

    private boolean isRemoved(@Nullable Object instance) {
        EntityEntry entry = instance == null ? null : QuietTarget.entry(session, instance);
        return entry != null && entry.getStatus().isDeletedOrGone();
    }

    private void synchronizeInstances(
            QuietTarget now, SessionState state, UpdateByQuery update, @Nullable Version version) {
        Object instance = now.instance();
        Object held = now.held(session);
        EntityEntry entry = held == null ? null : QuietTarget.entry(session, held);
        List<Written> written = instance == null && entry == null
                ? update.written()
                : state.flush().quietly(session, update::writtenAndSums);
        InstanceSynchronizer synchronizer =
                new InstanceSynchronizer(session, written, version == null ? null : version.next());
        if (held != null && entry != null) {
            synchronizer.synchronize(entry, held, state);
        } else if (QuietTarget.isStateful(session)) {
            synchronizer.forgetNaturalId(now.persister(), Objects.requireNonNull(now.id()));
        }
        if (instance != null && instance != held) {
            synchronizer.synchronize(now.persister(), instance);
        }
    }
}
