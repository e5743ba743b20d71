package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.support.TestedHibernate.isBefore72;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One accessor for the session of an event, of whichever kind it is. */
@OnEveryDatabase
class AnySessionIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final Set<String> heard = new LinkedHashSet<>();
    private final List<SharedSessionContract> sessions = new ArrayList<>();

    AnySessionIT(Database database) {
        factory = TestFactory.of(database, Map.of(SignalSettings.BULK, "true"), Zoo.entities());
        signals = factory.signals();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private <E extends TransactionEvent> void logged(ModelSignal<E> signal) {
        signal.connect(event -> {
            heard.add(signal.signal().name());
            sessions.add(event.anySession());
        });
    }

    @Test
    void inASessionItIsTheSessionForEveryEvent() {
        logged(signals.preInit());
        logged(signals.postInit());
        logged(signals.preSave());
        logged(signals.postSave());
        logged(signals.preDelete());
        logged(signals.postDelete());
        logged(signals.m2mChanged());
        logged(signals.collectionChanged());
        logged(signals.bulkUpdated());
        logged(signals.bulkDeleted());
        signals.changed().connect(Article.class, event -> sessions.add(event.anySession()), beforeCommit());

        factory.inTransaction(session -> {
            Article article = new Article("a");
            Tag tag = new Tag();
            session.persist(tag);
            article.tags.add(tag);
            article.labels.add("l");
            session.persist(article);
            session.flush();
            session.refresh(article);
            session.remove(article);
            session.flush();
            session.createMutationQuery("update Note set text = 'b'").executeUpdate();
            session.createMutationQuery("delete Note").executeUpdate();
            assertThat(heard).hasSize(10);
            assertThat(sessions).allMatch(known -> known == session);
        });
    }

    @Test
    void inAStatelessSessionItIsThatAndReceiversOfBothKindsWriteWithIt() {
        signals.postSave().connect(Note.class, event -> {
            sessions.add(event.anySession());
            QuietUpdate.of(event.anySession(), event.instance())
                    .set("text", event.instance().text + "!")
                    .execute();
        });
        if (isBefore72()) {
            assertThatThrownBy(() -> factory.sessionFactory()
                            .inStatelessTransaction(session -> session.insert(new Note("stateless"))))
                    .hasMessageContaining("use Hibernate 7.2 or later");
            return;
        }
        factory.sessionFactory().inStatelessTransaction(session -> session.insert(new Note("a")));
        factory.inTransaction(session -> session.persist(new Note("a")));

        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(0)).isInstanceOf(StatelessSession.class);
        assertThat(factory.count("Note where text = 'a!'")).isEqualTo(2);
    }

    @Test
    void whenTheTransactionHasEndedItIsRefused() {
        List<Throwable> failures = new ArrayList<>();
        signals.onFailure((connection, event, failure) -> failures.add(failure));
        signals.postSave().connect(Note.class, event -> sessions.add(event.anySession()), afterCommit());
        signals.changed().connect(Note.class, event -> sessions.add(event.anySession()));

        factory.saved(new Note("a"));

        assertThat(sessions).isEmpty();
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(
                        failure -> assertThat(failure)
                                .hasMessageStartingWith("anySession() of ")
                                .hasMessageEndingWith(
                                        "its transaction has ended; open a new one with sessionFactory(), or call inNewTransaction"));
    }
}
