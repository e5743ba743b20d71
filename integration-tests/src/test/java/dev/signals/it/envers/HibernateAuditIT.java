package dev.signals.it.envers;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The auditing of Hibernate itself, which it has from version 7.4 on. */
@OnEveryDatabase
@EnabledIf("isThere")
class HibernateAuditIT {

    @Entity(name = "Deed")
    @Audited
    static class Deed {
        @Id
        @GeneratedValue
        Long id;

        @Nullable
        String text;
    }

    private final TestFactory factory;

    HibernateAuditIT(Database database) {
        factory = TestFactory.of(database, Deed.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    static boolean isThere() {
        return org.hibernate.Version.getVersionString().startsWith("7.4.");
    }

    @Test
    void whatAReceiverSetsBeforeTheCommitIsInTheOneRowOfTheTransaction() {
        factory.signals().postSave().connect(Deed.class, event -> event.instance().text = "set", beforeCommit());

        factory.inTransaction(session -> session.persist(new Deed()));

        assertThat(factory.sql("select text from Deed_AUD")).isEqualTo("set");
    }

    @Test
    void whatAHookPersistsBeforeTheCommitIsAudited() {
        factory.inTransaction(session -> {
            session.persist(new Deed());
            session.flush();
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> session.persist(new Deed()));
        });

        assertThat(factory.count("Deed_AUD")).isEqualTo(2);
    }
}
