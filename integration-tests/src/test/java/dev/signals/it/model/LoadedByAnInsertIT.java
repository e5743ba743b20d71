package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An INSERT loads what its row refers to by another column than the primary key, also before the flush. */
@OnEveryDatabase
@DisabledIfSystemProperty(
        named = "signals.test.enhanced",
        matches = "true",
        disabledReason = "Hibernate does not load an enhanced entity for that, and writes null")
class LoadedByAnInsertIT {

    @Entity(name = "Shelfmark")
    static class Shelfmark {
        @Id
        long id;

        @Column(unique = true)
        String code;
    }

    @Entity(name = "Volume")
    static class Volume {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "mark", referencedColumnName = "code")
        Shelfmark mark;
    }

    @Entity(name = "Loan")
    static class Loan {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    enum Insert {
        PERSIST(Session::persist),
        MERGE(Session::merge);

        private final BiConsumer<Session, Object> operation;

        Insert(BiConsumer<Session, Object> operation) {
            this.operation = operation;
        }
    }

    private final TestFactory factory;
    private final List<Boolean> insideFlush = new ArrayList<>();

    LoadedByAnInsertIT(Database database) {
        factory = TestFactory.of(database, Shelfmark.class, Volume.class, Loan.class);
        Shelfmark mark = new Shelfmark();
        mark.id = 1;
        mark.code = "A1";
        factory.saved(mark);
        factory.signals().postInit().connect(Shelfmark.class, event -> {
            insideFlush.add(event.insideFlush());
            event.session().createSelectionQuery("from Loan", Loan.class).getResultList();
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private Volume persistVolume(Session session) {
        Volume volume = new Volume();
        volume.mark = session.getReference(Shelfmark.class, 1L);
        session.persist(volume);
        return volume;
    }

    @ParameterizedTest
    @EnumSource
    void itsReceiversAreToldThatAFlushIsUnderWay(Insert insert) {
        factory.inTransaction(session -> {
            persistVolume(session);
            insert.operation.accept(session, new Loan()); // executes the INSERT of the volume first
            assertThat(insideFlush).containsExactly(true);
        });

        assertThat(factory.count("Volume")).isEqualTo(1);
        assertThat(factory.count("Loan")).isEqualTo(1);
    }

    @Test
    void soAreTheyInTheFlush() {
        factory.inTransaction(this::persistVolume);

        assertThat(insideFlush).containsExactly(true);
        assertThat(factory.count("Volume")).isEqualTo(1);
    }

    @Test
    void behindTheInsertALoadIsOutsideAgain() {
        factory.inTransaction(session -> {
            session.persist(new Loan());
            session.find(Shelfmark.class, 1L);
        });

        assertThat(insideFlush).containsExactly(false);
    }
}
