package dev.signals.it.harmless;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/** One session factory on a database of its own, and the work that is done with it. */
final class Side implements AutoCloseable {

    private final Domain domain;
    private final DomainClasses classes;
    private final Tape tape;
    private final TestDatabase database;
    private final RecordingConnections connections;
    private final SessionFactory factory;
    private final Rows rows;
    private final Population population;
    private final boolean loadsRemovedReferences;
    private @Nullable Session open;
    private Consumer<Session> afterEachStep = session -> {};

    /**
     * Builds the factory.
     *
     * @param built is given the factory before any work
     */
    Side(
            Domain domain,
            DomainClasses classes,
            Database database,
            boolean signals,
            boolean hearsDeletions,
            Consumer<SessionFactory> built) {
        this.domain = domain;
        this.classes = classes;
        this.tape = new Tape();
        this.database = database.create();
        this.connections = new RecordingConnections(this.database);
        this.loadsRemovedReferences = hearsDeletions;
        Tape.use(tape);
        try {
            factory = Factories.build(domain, classes, connections, signals);
            if (domain.has(Settings.CROWDED)) {
                Crowd.persist(factory);
            }
            built.accept(factory);
        } catch (RuntimeException | Error e) {
            connections.close();
            this.database.close();
            throw e;
        } finally {
            Tape.use(null);
        }
        tape.lines().clear();
        rows = new Rows(this.database);
        population = new Population(
                domain, classes, factory.unwrap(SessionFactoryImplementor.class).getPersistenceUnitUtil());
    }

    /** Does something else after each step, before what has come of it is written down. */
    void afterEachStep(Consumer<Session> something) {
        afterEachStep = something;
    }

    Tape tape() {
        return tape;
    }

    FactorySignals signals() {
        return ModelSignals.of(factory);
    }

    Tape run(List<Work> works) {
        Tape.use(tape);
        try {
            for (int i = 0; i < works.size(); i++) {
                run(i, works.get(i));
            }
            closeSession();
        } finally {
            Tape.use(null);
        }
        return tape;
    }

    /** Does the work of one transaction, and writes down nothing else. */
    void runOne(int index, Work work) {
        Tape.use(tape);
        try {
            run(index, work);
        } finally {
            Tape.use(null);
        }
    }

    Population population() {
        return population;
    }

    /** Does some work in a session of its own, and answers with what was written down of it, and the rows behind it. */
    List<Line> inTransaction(String name, Consumer<Session> work) {
        closeSession();
        int before = tape.lines().size();
        Tape.use(tape);
        try (Session session = factory.openSession()) {
            tape.write(Track.STEP, name);
            try {
                session.beginTransaction();
                work.accept(session);
                session.getTransaction().commit();
            } catch (RuntimeException | Error e) {
                tape.failed(e);
                rollback(session.getTransaction());
            }
        } finally {
            Tape.use(null);
        }
        rows.write(tape);
        return List.copyOf(tape.lines().subList(before, tape.lines().size()));
    }

    private void run(int index, Work work) {
        if (work.stateless()) {
            closeSession();
            try (StatelessSession session = factory.openStatelessSession()) {
                StatelessDesk desk = new StatelessDesk(session, domain, classes, population);
                run(index, work, session.getTransaction(), desk::perform, null);
            }
        } else {
            Session session = session(work);
            Desk desk = new Desk(session, domain, classes, population, loadsRemovedReferences);
            run(index, work, session.getTransaction(), desk::perform, session);
        }
        rows.write(tape);
    }

    private Session session(Work work) {
        if (!work.sameSession() || open == null || !open.isOpen()) {
            closeSession();
            open = factory.openSession();
        }
        open.setHibernateFlushMode(work.mode());
        open.setDefaultReadOnly(work.readOnly());
        if (work.filtered()) {
            open.enableFilter("small");
        } else {
            open.disableFilter("small");
        }
        return open;
    }

    private void run(int index, Work work, Transaction transaction, Consumer<Step> perform, @Nullable Session session) {
        String now = index + " begin";
        try {
            tape.write(Track.STEP, now);
            transaction.begin();
            if (session != null && domain.has(Settings.CROWDED)) {
                Crowd.load(session);
            }
            for (Step step : work.steps()) {
                now = index + " " + step;
                tape.write(Track.STEP, now);
                perform.accept(step);
                inspect(session);
            }
            now = index + (work.rollback() ? " ROLLBACK" : " COMMIT");
            tape.write(Track.STEP, now);
            if (work.rollback()) {
                transaction.rollback();
            } else {
                transaction.commit();
            }
            inspect(session);
        } catch (RuntimeException | Error e) {
            tape.failed(e);
            rollback(transaction);
            StateDump.write(tape, factory.getStatistics());
            closeSession(); // After a failure, a session is of no use.
        }
    }

    private void inspect(@Nullable Session session) {
        if (session != null) {
            afterEachStep.accept(session);
            StateDump.write(tape, session);
        }
        StateDump.write(tape, factory.getStatistics());
    }

    private void rollback(Transaction transaction) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            tape.failed(e);
        }
    }

    private void closeSession() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        Tape.use(tape);
        try {
            closeSession();
            factory.close();
        } finally {
            Tape.use(null);
            rows.close();
            connections.close();
            database.close();
        }
    }
}
