package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Before the commit means behind its flush. */
@OnEveryDatabase
class JtaFailedFlushIT {

    private final JtaFactory factory;
    private final SessionFactory sessions;
    private final List<String> log = new ArrayList<>();

    JtaFailedFlushIT(Database database) {
        factory = JtaFactory.of(database);
        sessions = factory.sessionFactory();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void receiversBeforeTheCommitDoNotRunWhenItsFlushHasFailed() throws Exception {
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event ->
                                log.add("before commit " + event.instance().text.length()),
                        beforeCommit());
        MANAGER.begin();
        Session session = sessions.getCurrentSession();
        session.persist(new Note("a"));
        session.flush();
        session.persist(new Note("x".repeat(300)));

        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);

        assertThat(log).isEmpty();
        assertThat(factory.notes()).isEmpty();
    }
}
