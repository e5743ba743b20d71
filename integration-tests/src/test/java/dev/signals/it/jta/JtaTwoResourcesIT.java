package dev.signals.it.jta;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.jta.JtaFactory.MANAGER;
import static dev.signals.it.jta.JtaFactory.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.jta.JtaFactory.Note;
import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two session factories, each with a database of its own, in one transaction that is committed in two phases. */
@OnEveryDatabase
class JtaTwoResourcesIT {

    private final Database database;
    private final JtaFactory shop;
    private final JtaFactory archive;
    private final List<String> log = new ArrayList<>();

    JtaTwoResourcesIT(Database database) {
        this.database = database;
        shop = JtaFactory.of(database);
        archive = JtaFactory.of(database);
    }

    @BeforeEach
    void connect() {
        if (database == Database.POSTGRESQL) {
            // the servers that the tests start allow it, one that is given may not
            assumeThat(shop.query("show max_prepared_transactions")).doesNotContain("0");
        }
        connect("shop", shop);
        connect("archive", archive);
    }

    private void connect(String name, JtaFactory factory) {
        var saves = factory.signals().postSave();
        saves.connect(Note.class, event -> log.add(name + " about to commit " + event.instance()), beforeCommit());
        saves.connect(
                Note.class,
                event -> log.add(name + " committed " + event.instance() + " of " + shop.notes() + archive.notes()),
                afterCommit());
        saves.connect(Note.class, event -> log.add(name + " rolled back " + event.instance()), afterRollback());
    }

    @AfterEach
    void close() {
        try {
            shop.close();
        } finally {
            archive.close();
        }
    }

    private static void save(JtaFactory factory, String text) {
        Session session = factory.sessionFactory().getCurrentSession();
        session.persist(new Note(text));
        session.flush();
    }

    @Test
    void bothAnnounceWhenBothHaveCommittedSessionBySession() throws Exception {
        inTransaction(() -> {
            save(shop, "a");
            save(archive, "b");
            save(shop, "c");
            log.add("-");
        });

        assertThat(log)
                .containsSubsequence("-", "shop about to commit a", "shop about to commit c")
                .containsSubsequence("-", "archive about to commit b", "archive committed b of [a, c][b]")
                .containsSubsequence("shop committed a of [a, c][b]", "shop committed c of [a, c][b]")
                .hasSize(7);
        assertThat(log.indexOf("shop committed c of [a, c][b]") - log.indexOf("shop committed a of [a, c][b]"))
                .as("nothing of another session comes between")
                .isEqualTo(1);
        assertThat(shop.notes()).containsExactly("a", "c");
        assertThat(archive.notes()).containsExactly("b");
    }

    @Test
    void nothingIsAnnouncedIfTheFirstCannotPrepare() throws Exception {
        failInPrepare(shop);
    }

    @Test
    void nothingIsAnnouncedIfTheSecondCannotPrepare() throws Exception {
        failInPrepare(archive);
    }

    private void failInPrepare(JtaFactory failing) throws Exception {
        failing.connections().failInPrepare();
        MANAGER.begin();
        save(shop, "a");
        save(archive, "b");

        assertThatThrownBy(MANAGER::commit).isInstanceOf(RollbackException.class);

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "shop about to commit a",
                        "archive about to commit b",
                        "shop rolled back a",
                        "archive rolled back b");
        assertThat(shop.notes()).isEmpty();
        assertThat(archive.notes()).isEmpty();
    }

    @Test
    void aReceiverThatFailsInOneRollsBackBoth() throws Exception {
        archive.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> {
                            throw new IllegalStateException("veto");
                        },
                        beforeCommit());
        MANAGER.begin();
        save(shop, "a");
        save(archive, "b");

        assertThatThrownBy(MANAGER::commit)
                .isInstanceOf(RollbackException.class)
                .hasStackTraceContaining("veto");

        assertThat(log).contains("shop rolled back a", "archive rolled back b");
        assertThat(log).noneMatch(line -> line.contains("committed"));
        assertThat(shop.notes()).isEmpty();
        assertThat(archive.notes()).isEmpty();
    }

    @Test
    void aReceiverOfOneMayWriteToTheOtherBeforeTheCommit() throws Exception {
        shop.signals()
                .postSave()
                .connect(Note.class, event -> save(archive, "copy of " + event.instance()), beforeCommit());

        inTransaction(() -> save(shop, "a"));

        assertThat(log).contains("shop committed a of [a][copy of a]", "archive committed copy of a of [a][copy of a]");
        assertThat(shop.notes()).containsExactly("a");
        assertThat(archive.notes()).containsExactly("copy of a");
    }
}
