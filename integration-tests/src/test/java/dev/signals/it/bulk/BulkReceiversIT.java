package dev.signals.it.bulk;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.bulk.Stock.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.Scope;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.it.bulk.Stock.Article;
import dev.signals.it.bulk.Stock.Dog;
import dev.signals.it.bulk.Stock.Vehicle;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What receivers of bulk statements may do, and when they are called. */
@OnEveryDatabase
class BulkReceiversIT {

    private static final String UPDATE = "update Article set views = views + 1";

    private final TestFactory factory;
    private final FactorySignals signals;
    private final List<String> log = new ArrayList<>();

    BulkReceiversIT(Database database) {
        factory = TestFactory.of(database, Map.of(SignalSettings.BULK, "true"), Stock.entities());
        signals = factory.signals();
        factory.inTransaction(session -> session.persist(new Article(1, "a")));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aReceiverSeesTheRowsAndWrites() {
        signals.bulkUpdated().connect(Article.class, event -> {
            Session session = (Session) event.session();
            log.add("views "
                    + session.createSelectionQuery("select views from Article", Integer.class)
                            .getSingleResult());
            session.persist(new Vehicle(7));
            session.flush();
        });

        factory.inTransaction(session -> execute(session, UPDATE));

        assertThat(log).containsExactly("views 1");
        assertThat(factory.count("Vehicle")).isEqualTo(1);
    }

    @Test
    void aStatementOfAReceiverIsToldWhileTheFirstOneIs() {
        signals.bulkUpdated().connect(Article.class, event -> {
            log.add("begin");
            execute(event.session(), "update Dog set trick = 'x'");
            execute(event.session(), "delete from Article");
            log.add("end");
        });
        signals.bulkUpdated().connect(event -> log.add(event.summary()));
        signals.bulkDeleted().connect(event -> log.add(event.summary()));

        factory.inTransaction(session -> execute(session, UPDATE));

        assertThat(log)
                .containsExactly(
                        "begin",
                        "bulk_updated Dog 0 rows",
                        "bulk_deleted Article 1 row",
                        "end",
                        "bulk_updated Article 1 row");
    }

    @Test
    void aReceiverThatCallsItselfForeverIsEnded() {
        signals.bulkUpdated().connect(Article.class, event -> execute(event.session(), UPDATE));

        assertThatThrownBy(() -> factory.inTransaction(session -> execute(session, UPDATE)))
                .isInstanceOf(SignalLoopException.class)
                .hasMessageContaining("bulk_updated of " + Article.class.getName());
        assertThat(((Number) factory.sql("select views from Article")).intValue())
                .isZero();
    }

    @Test
    void anExceptionReachesTheCallerAndNothingIsCommitted() {
        signals.bulkUpdated().connect(Article.class, event -> {
            throw new IllegalArgumentException("no");
        });

        factory.sessionFactory().inSession(session -> {
            session.beginTransaction();
            assertThatThrownBy(() -> execute(session, UPDATE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no");
            assertThat(session.getTransaction().getRollbackOnly()).isTrue();
            session.getTransaction().rollback();
        });
        assertThat(((Number) factory.sql("select views from Article")).intValue())
                .isZero();
    }

    @Test
    void aReceiverIsCalledInAPhaseOfTheTransaction() {
        signals.bulkUpdated().connect(Article.class, event -> log.add("at once"));
        signals.bulkUpdated().connect(Article.class, event -> log.add("before"), beforeCommit());
        signals.bulkUpdated().connect(Article.class, event -> log.add("after"), afterCommit());
        signals.bulkUpdated().connect(Article.class, event -> log.add("back"), afterRollback());

        factory.inTransaction(session -> {
            execute(session, UPDATE);
            log.add("work");
        });
        assertThat(log).containsExactly("at once", "work", "before", "after");
        log.clear();
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    execute(session, UPDATE);
                    throw new IllegalStateException("end");
                }))
                .hasMessage("end");
        assertThat(log).containsExactly("at once", "back");
    }

    @Test
    void aStatelessSessionHasPhasesToo() {
        signals.bulkUpdated().connect(Article.class, event -> log.add("after"), afterCommit());

        factory.sessionFactory().inStatelessTransaction(session -> {
            execute(session, UPDATE);
            log.add("work");
        });

        assertThat(log).containsExactly("work", "after");
    }

    @Test
    void theSessionCannotBeUsedAfterTheTransaction() {
        signals.bulkUpdated()
                .connect(
                        Article.class,
                        event -> event.onCommit(() -> {
                            assertThatThrownBy(event::session)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining("its transaction has ended");
                            event.onCommit(() -> log.add("at once"));
                            log.add("after");
                        }));

        factory.inTransaction(session -> execute(session, UPDATE));

        assertThat(log).containsExactly("at once", "after");
    }

    @Test
    void aMutedSessionTellsNothing() {
        signals.bulkUpdated().connect(event -> log.add("told"));

        factory.inTransaction(session -> {
            try (Scope muted = signals.mute(session)) {
                assertThat(muted).isNotNull();
                execute(session, UPDATE);
            }
            try (Scope muted = signals.mute()) {
                assertThat(muted).isNotNull();
                execute(session, UPDATE);
            }
            try (Scope muted = signals.bulkUpdated().mute()) {
                assertThat(muted).isNotNull();
                execute(session, UPDATE);
            }
        });
        assertThat(log).isEmpty();
        factory.inTransaction(session -> execute(session, UPDATE));
        assertThat(log).containsExactly("told");
    }

    @Test
    void statementsOfTheLibraryItselfAreNotTold() {
        signals.bulkUpdated().connect(event -> log.add("told"));

        factory.inTransaction(session -> {
            QuietUpdate.of(session, Article.class)
                    .where("views = 0", Map.of())
                    .set("views", 1)
                    .execute();
            QuietUpdate.of(session, Dog.class)
                    .where("name = :n", Map.of("n", "Rex"))
                    .set("name", "x")
                    .execute();
            execute(session, UPDATE);
        });

        assertThat(log).containsExactly("told");
    }

    @Test
    void aReceiverOfTheProcessHearsAFactoryThatWatches() {
        try (Connection connection = ModelSignals.BULK_UPDATED.connect(Article.class, event -> log.add("process"))) {
            factory.inTransaction(session -> execute(session, UPDATE));
            assertThat(connection.isConnected()).isTrue();
        }
        factory.inTransaction(session -> execute(session, UPDATE));

        assertThat(log).containsExactly("process");
    }

    @Test
    void receiversAreDescribedAndSeenByATimeline() {
        signals.bulkUpdated().connect(Article.class, event -> {}, afterCommit());
        assertThat(signals.describe().toString())
                .contains("bulk_updated  Stock.Article")
                .contains("afterCommit()");
        try (Connection connection = signals.bulkDeleted().connect(event -> {})) {
            assertThat(connection.signal()).isEqualTo("bulk_deleted");
            factory.inTransaction(session -> {
                try (SignalTimeline timeline = signals.timeline(session)) {
                    execute(session, "delete from Article");
                    assertThat(timeline.toString()).contains("bulk_deleted Article 1 row");
                }
            });
        }
    }
}
