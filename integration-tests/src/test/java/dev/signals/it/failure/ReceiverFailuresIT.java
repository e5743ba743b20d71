package dev.signals.it.failure;

import static dev.signals.Options.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.signals.Connection;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A receiver that throws, in each phase, before or after all others, with each end that the application has in mind. */
@OnEveryDatabase
class ReceiverFailuresIT {

    private enum Phase {
        PRE_SAVE,
        POST_SAVE,
        BEFORE_COMMIT,
        AFTER_COMMIT,
        AFTER_ROLLBACK,
        AFTER_COMPLETION;

        boolean isBeforeTheEnd() {
            return compareTo(BEFORE_COMMIT) <= 0;
        }

        Connection connect(FactorySignals signals, int order) {
            SignalReceiver<ModelEvent<Account>> receiver = event -> {
                throw new IllegalStateException("in " + this);
            };
            return switch (this) {
                case PRE_SAVE -> signals.preSave().connect(Account.class, receiver, order(order));
                case POST_SAVE -> signals.postSave().connect(Account.class, receiver, order(order));
                case BEFORE_COMMIT ->
                    signals.postSave().connect(Account.class, receiver, order(order), ModelSignals.beforeCommit());
                case AFTER_COMMIT ->
                    signals.postSave().connect(Account.class, receiver, order(order), ModelSignals.afterCommit());
                case AFTER_ROLLBACK ->
                    signals.postSave().connect(Account.class, receiver, order(order), ModelSignals.afterRollback());
                case AFTER_COMPLETION ->
                    signals.postSave().connect(Account.class, receiver, order(order), ModelSignals.afterCompletion());
            };
        }
    }

    private enum End {
        COMMIT {
            @Override
            void of(Session session) {
                session.getTransaction().commit();
            }
        },
        FLUSH_AND_COMMIT {
            @Override
            void of(Session session) {
                session.flush();
                session.getTransaction().commit();
            }
        },
        ROLLBACK {
            @Override
            void of(Session session) {
                session.flush();
                session.getTransaction().rollback();
            }
        },
        ROLLBACK_ONLY {
            @Override
            void of(Session session) {
                session.flush();
                session.getTransaction().setRollbackOnly();
                session.getTransaction().commit();
            }
        },
        REFUSED {
            @Override
            void of(Session session) {
                session.flush();
                session.persist(new Account("refused", "kept"));
                session.getTransaction().commit();
            }
        };

        abstract void of(Session session);

        boolean isCommit() {
            return this == COMMIT || this == FLUSH_AND_COMMIT;
        }
    }

    private final Bank bank;

    ReceiverFailuresIT(Database database) {
        bank = new Bank(database);
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @TestFactory
    Stream<DynamicTest> aReceiverThatThrowsFirst() {
        return each(-1);
    }

    @TestFactory
    Stream<DynamicTest> aReceiverThatThrowsLast() {
        return each(1);
    }

    private Stream<DynamicTest> each(int order) {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(End.values())
                        .map(end -> dynamicTest(phase + " with " + end, () -> check(phase, order, end))));
    }

    private void check(Phase phase, int order, End end) {
        bank.reset();
        Connection throwing = phase.connect(bank.signals(), order);
        boolean thrown = throwsInASessionOfItsOwn(end);

        boolean committed = end.isCommit() && !phase.isBeforeTheEnd();
        boolean reached = phase.compareTo(Phase.POST_SAVE) <= 0 || phase == Phase.BEFORE_COMMIT && end.isCommit();
        assertThat(thrown).isEqualTo(reached || end == End.REFUSED);
        toldOfTheEnd(committed);
        throwing.close();
        bank.nextSessionIsToldAlone();
    }

    private boolean throwsInASessionOfItsOwn(End end) {
        try (Session session = bank.sessionFactory().openSession()) {
            session.beginTransaction();
            Throwable thrown = catchThrowable(() -> {
                bank.change(session);
                end.of(session);
            });
            if (session.getTransaction().isActive()) {
                session.getTransaction().rollback();
            }
            return thrown != null;
        }
    }

    private void toldOfTheEnd(boolean committed) {
        Told told = bank.told();
        assertThat(bank.rows()).containsExactly(committed ? Bank.rowsChanged() : Bank.rowsUntouched());
        // A receiver that throws keeps those behind it from being told at once, and so from being told later.
        List<String> heard = told.atOnce();
        List<String> none = new ArrayList<>();
        assertThat(told.afterCommit()).isEqualTo(committed ? heard : none);
        assertThat(told.afterRollback()).isEqualTo(committed ? none : heard);
        assertThat(told.afterCompletion()).isEqualTo(heard);
        if (committed) {
            assertThat(heard).containsExactly(Bank.toldOfChange());
        }
    }
}
