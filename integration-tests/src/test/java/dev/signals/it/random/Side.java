package dev.signals.it.random;

import dev.signals.it.support.TestFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** One of the two session factories and what a sequence has made there. */
final class Side implements AutoCloseable {

    private final TestFactory factory;
    private final Sequence sequence;
    private final Hand hand;
    private final Known known = new Known();
    private final Set<String> removedInSession = new HashSet<>();
    private Tables tables;
    private @Nullable Session session;

    /** Begins with empty tables. */
    Side(TestFactory factory, Sequence sequence, Hand hand) {
        this.factory = factory;
        this.sequence = sequence;
        this.hand = hand;
        factory.inTransaction(Tables::clear);
        this.tables = factory.fromTransaction(Tables::read);
    }

    /** Whether this is going on in the session of the transaction before. */
    boolean continues(Work work) {
        return work.sameSession() && session != null;
    }

    /** The rows as they are now. */
    Tables tables() {
        return tables;
    }

    Result perform(Work work) {
        known.begin();
        Desk desk = new Desk(session(work), hand, sequence, known, removedInSession, tables);
        factory.statements().clear();
        Attempt attempt = new Attempt();
        attempt.make(desk, work);
        if (!attempt.committed) {
            known.rolledBack();
            close();
        }
        List<String> statements = factory.statements().all();
        Tables before = tables;
        tables = factory.fromTransaction(Tables::read);
        return new Result(
                attempt.committed, attempt.failure, attempt.vetoed, desk.answers(), statements, before, tables);
    }

    /** Does not even try, since receivers prevent it. */
    void skip() {
        known.begin();
        known.rolledBack();
        close();
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    private Session session(Work work) {
        Session last = session;
        if (last != null && work.sameSession()) {
            last.setHibernateFlushMode(work.mode());
            return last;
        }
        close();
        removedInSession.clear();
        Session opened = factory.sessionFactory().openSession();
        opened.setHibernateFlushMode(work.mode());
        session = opened;
        return opened;
    }

    /** One transaction. */
    private static final class Attempt {

        private boolean committed;
        private boolean vetoed;
        private @Nullable RuntimeException failure;

        void make(Desk desk, Work work) {
            Transaction transaction = desk.session().beginTransaction();
            try {
                for (Step step : work.steps()) {
                    take(desk, step, work.stubborn());
                }
                if (work.rollback()) {
                    transaction.rollback();
                } else {
                    desk.finish();
                    transaction.commit();
                }
            } catch (RuntimeException e) {
                failure = e;
                vetoed |= isVeto(e);
            } finally {
                committed = transaction.getStatus() == TransactionStatus.COMMITTED;
                if (transaction.isActive() || transaction.getStatus() == TransactionStatus.MARKED_ROLLBACK) {
                    transaction.rollback();
                }
            }
        }

        private void take(Desk desk, Step step, boolean stubborn) {
            try {
                desk.take(step);
            } catch (RuntimeException e) {
                if (!stubborn || !isVeto(e)) {
                    throw e;
                }
                vetoed = true;
            }
        }

        private static boolean isVeto(@Nullable Throwable failure) {
            return failure != null && (failure instanceof Habit.VetoException || isVeto(failure.getCause()));
        }
    }
}
