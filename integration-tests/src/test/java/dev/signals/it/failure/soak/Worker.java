package dev.signals.it.failure.soak;

import dev.signals.it.failure.soak.Shop.Item;
import dev.signals.it.failure.soak.Shop.Refusal;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** One thread's transactions; it remembers what has been committed. */
final class Worker {

    private static final int AUDITS_KEPT_FOR = 100;

    private final SessionFactory factory;
    private final int number;
    private final List<Long> shared;
    private final Random random;
    private final Counts committed;
    private final Map<Long, Set<Long>> items = new TreeMap<>();
    private long transactions;
    private long audits;

    /** @param shared the items that all workers change */
    Worker(SessionFactory factory, int number, long seed, List<Long> shared, Counts committed) {
        this.factory = factory;
        this.number = number;
        this.random = new Random(seed);
        this.shared = shared;
        this.committed = committed;
    }

    void run(long untilTransactions) {
        while (transactions < untilTransactions) {
            transaction();
            if (transactions % AUDITS_KEPT_FOR == 0) {
                forgetAudits();
            }
        }
        forgetAudits();
    }

    /** How many audits have been in the database. */
    long audits() {
        return audits;
    }

    long transactions() {
        return transactions;
    }

    private void transaction() {
        Outcome outcome = Outcome.of(random);
        boolean done = attempt(outcome);
        if (!done && outcome == Outcome.STALE) {
            attempt(Outcome.COMMIT);
        }
        while (!done && outcome == Outcome.CONTENDED) {
            done = attempt(Outcome.CONTENDED);
        }
    }

    /** Whether it has committed. */
    private boolean attempt(Outcome outcome) {
        transactions++;
        Attempt attempt = new Attempt(number, random, items);
        try (Session session = factory.openSession()) {
            session.beginTransaction();
            try {
                attempt.doSomething(session);
                if (!end(session, attempt, outcome)) {
                    return false;
                }
            } catch (RuntimeException e) {
                if (session.getTransaction().isActive()) {
                    session.getTransaction().rollback();
                }
                expect(outcome, e);
                return false;
            }
        }
        attempt.committed(committed);
        return true;
    }

    private boolean end(Session session, Attempt attempt, Outcome outcome) {
        switch (outcome) {
            case COMMIT -> {}
            case ROLLBACK -> {
                maybeFlush(session);
                session.getTransaction().rollback();
                return false;
            }
            case ROLLBACK_ONLY -> {
                maybeFlush(session);
                session.getTransaction().setRollbackOnly();
            }
            case REFUSED -> attempt.create(session, Refusal.values()[random.nextInt(Refusal.values().length)]);
            case TAKEN -> session.persist(new Item(number, "shared 0"));
            case STALE -> {
                try (Session other = factory.openSession()) {
                    attempt.meetNewerVersion(session, other, committed);
                }
            }
            case CONTENDED -> attempt.updateShared(session, shared.get(random.nextInt(shared.size())));
            case LEFT_OPEN -> {
                maybeFlush(session);
                // Otherwise Hibernate's pool would commit, as it sets the connection back to auto-commit.
                session.doWork(Connection::rollback);
                return false;
            }
        }
        boolean rollbackOnly = session.getTransaction().getRollbackOnly();
        session.getTransaction().commit();
        return !rollbackOnly;
    }

    private void maybeFlush(Session session) {
        if (random.nextBoolean()) {
            session.flush();
        }
    }

    private static void expect(Outcome outcome, RuntimeException failure) {
        switch (outcome) {
            case REFUSED, TAKEN, STALE, CONTENDED -> {}
            default -> throw failure;
        }
    }

    /** Counts what receivers have written, and keeps it from piling up. */
    private void forgetAudits() {
        audits += factory.fromTransaction(
                session -> session.createMutationQuery("delete from Audit where worker = :number")
                        .setParameter("number", number)
                        .executeUpdate());
    }
}
