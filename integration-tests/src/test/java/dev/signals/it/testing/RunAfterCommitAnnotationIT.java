package dev.signals.it.testing;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import dev.signals.it.testing.Shop.Item;
import dev.signals.it.testing.Shop.Label;
import dev.signals.test.RunAfterCommit;
import dev.signals.test.SignalRecorder;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Condition;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests whose receivers after the commit are called because of an annotation. */
class RunAfterCommitAnnotationIT {

    private static final List<String> LOG = new ArrayList<>();

    /** Opens a transaction around each test and rolls it back. */
    abstract static class RolledBack {

        final TestFactory factory = TestFactory.of(Database.H2, Item.class, Label.class);
        final Session session = factory.sessionFactory().openSession();

        @BeforeEach
        void begin() {
            factory.signals()
                    .postSave()
                    .connect(
                            Item.class,
                            event -> {
                                if (event.instance().name.equals("bad")) {
                                    throw new IllegalStateException("bad item");
                                }
                                LOG.add("called for " + event.instance().name);
                            },
                            afterCommit());
            session.beginTransaction();
        }

        @AfterEach
        void rollBack() {
            LOG.add("rolled back");
            session.getTransaction().rollback();
            session.close();
            factory.close();
        }
    }

    @RunAfterCommit
    static class Annotated extends RolledBack {

        @Test
        void receiversAreCalledBehindTheTest() {
            session.persist(new Item("tea", 1));
            LOG.add("test ends");
        }
    }

    static class WithRecorder extends RolledBack {

        @Test
        @RunAfterCommit
        void theTestCallsThem(SignalRecorder recorder) {
            session.persist(new Item("tea", 1));
            recorder.runAfterCommit();
            LOG.add(recorder.lines().toString());
        }
    }

    @RunAfterCommit
    static class Failing extends RolledBack {

        @Test
        void aReceiverFails() {
            session.persist(new Item("bad", 1));
        }
    }

    static class Plain extends RolledBack {

        @Test
        void nobodyIsCalled() {
            session.persist(new Item("tea", 1));
        }
    }

    static final class NotReady implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            throw new IllegalStateException("not ready");
        }
    }

    @ExtendWith(NotReady.class)
    @RunAfterCommit
    static class NotBegun {

        @Test
        void isNotReached() {
            LOG.add("reached");
        }
    }

    private static void run(Class<?> tests, int failing) {
        LOG.clear();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(1).failed(failing));
    }

    @Test
    void receiversAreCalledAtTheEndOfTheTestMethod() {
        run(Annotated.class, 0);

        assertThat(LOG).containsExactly("test ends", "called for tea", "rolled back");
    }

    @Test
    void aTestMayTakeTheRecorder() {
        run(WithRecorder.class, 0);

        assertThat(LOG)
                .containsExactly(
                        "called for tea",
                        "[pre_save Item new, post_save Item created, changed Item created]",
                        "rolled back");
    }

    @Test
    void aReceiverThatFailsMakesTheTestFail() {
        run(Failing.class, 1);

        assertThat(LOG).containsExactly("rolled back");
    }

    @Test
    void withoutTheAnnotationNobodyIsCalled() {
        run(Plain.class, 0);

        assertThat(LOG).containsExactly("rolled back");
    }

    private static Condition<Throwable> withoutSuppressed() {
        return new Condition<>(failure -> failure.getSuppressed().length == 0, "has no suppressed exceptions");
    }

    @Test
    void anotherExtensionThatFailsBeforeTheTestIsTheOnlyFailure() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(NotBegun.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message("not ready"), withoutSuppressed()));
    }
}
