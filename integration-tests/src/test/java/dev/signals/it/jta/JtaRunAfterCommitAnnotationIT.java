package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import dev.signals.test.RunAfterCommit;
import dev.signals.test.SignalRecorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests in a JTA transaction whose receivers after the commit are called because of an annotation. */
class JtaRunAfterCommitAnnotationIT {

    private static final List<String> LOG = new ArrayList<>();

    /** Begins a transaction around each test and rolls it back. */
    @OnEveryDatabase
    abstract static class RolledBack {

        final JtaFactory factory;

        RolledBack(Database database) {
            factory = JtaFactory.of(database);
        }

        @BeforeEach
        void begin() throws Exception {
            factory.signals()
                    .postSave()
                    .connect(Note.class, event -> LOG.add("called for " + event.instance()), afterCommit());
            MANAGER.begin();
        }

        void save() {
            factory.sessionFactory().getCurrentSession().persist(new Note("a"));
        }

        @AfterEach
        void rollBack() throws Exception {
            MANAGER.rollback();
            LOG.add("rolled back " + factory.notes());
            factory.close();
        }
    }

    @RunAfterCommit
    static class Annotated extends RolledBack {

        Annotated(Database database) {
            super(database);
        }

        @Test
        void receiversAreCalledBehindTheTest() {
            save();
            LOG.add("test ends");
        }
    }

    static class WithRecorder extends RolledBack {

        WithRecorder(Database database) {
            super(database);
        }

        @Test
        @RunAfterCommit
        void theTestCallsThem(SignalRecorder recorder) {
            save();
            recorder.runAfterCommit();
            LOG.add("test ends");
        }
    }

    private static void run(Class<?> tests) {
        LOG.clear();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.failed(0));
    }

    @Test
    void receiversAreCalledAtTheEndOfTheTestMethod() {
        run(Annotated.class);

        assertThat(LOG).startsWith("test ends", "called for a", "rolled back []");
    }

    @Test
    void aTestMayTakeTheRecorder() {
        run(WithRecorder.class);

        assertThat(LOG).startsWith("called for a", "test ends", "rolled back []");
    }
}
