package dev.signals.it.collection.random;

import dev.signals.it.collection.random.Step.Action;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/** One of the two session factories, with the sequence on its way there. */
final class Side {

    private final TestFactory factory;
    private final @Nullable Ledger ledger;
    private final Desk desk;
    private final List<Result> results = new ArrayList<>();
    private Session session;

    /** Where a transaction has come to. */
    record Result(String end, List<String> statements, List<String> answers, List<String> rows) {}

    private Side(TestFactory factory, @Nullable Ledger ledger) {
        this.factory = factory;
        this.ledger = ledger;
        this.desk = new Desk(factory.sessionFactory());
        this.session = factory.sessionFactory().openSession();
    }

    /**
     * Takes the steps, beginning with empty tables.
     *
     * @param ledger to be told when a transaction ends; null if nothing is announced
     */
    static List<Result> perform(TestFactory factory, Sequence sequence, @Nullable Ledger ledger) {
        factory.sessionFactory().inSession(Tables::clear);
        Side side = new Side(factory, ledger);
        try {
            side.perform(sequence);
        } finally {
            side.session.close();
        }
        return side.results;
    }

    private void perform(Sequence sequence) {
        begin();
        for (Step step : sequence.steps()) {
            if (step.action() == Action.COMMIT || step.action() == Action.ROLLBACK) {
                end(step);
                begin();
            } else if (!attempt(() -> desk.take(session, step))) {
                begin();
            }
        }
        end(new Step(Action.COMMIT, Role.TAGS, 0, 0));
    }

    private void begin() {
        session.beginTransaction();
        desk.transactionBegins();
    }

    private void end(Step step) {
        boolean commits = step.action() == Action.COMMIT;
        Transaction transaction = session.getTransaction();
        if (attempt(commits ? transaction::commit : transaction::rollback)) {
            note(step.action().toString(), commits);
            if (!commits || step.value() % 3 > 0) {
                reopen();
            }
        }
    }

    /** What fails is rolled back, and the next step is in another session. */
    private boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            if (session.getTransaction().isActive()) {
                session.getTransaction().rollback();
            }
            note(e.getClass().getSimpleName(), false);
            reopen();
            return false;
        }
    }

    private void reopen() {
        session.close();
        session = factory.sessionFactory().openSession();
    }

    private void note(String end, boolean committed) {
        List<String> statements = factory.statements().all();
        List<String> rows = factory.sessionFactory().fromSession(Tables::read);
        results.add(new Result(end, statements, List.copyOf(desk.answers()), rows));
        factory.statements().clear();
        desk.answers().clear();
        if (ledger != null) {
            ledger.transactionEnded(committed, rows);
        }
    }
}
