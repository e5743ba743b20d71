package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.it.model.Edges.logChanges;
import static dev.signals.it.model.People.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.People.Country;
import dev.signals.it.model.People.Passport;
import dev.signals.it.model.People.Person;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code replicate}, which Hibernate has up to 7.4. */
@OnEveryDatabase
@SuppressWarnings({"deprecation", "removal"})
class ReplicateIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    ReplicateIT(Database database) {
        factory = TestFactory.of(
                database,
                Stream.concat(Stream.of(Zoo.entities()), Stream.of(Person.class, Country.class, Passport.class))
                        .toArray(Class<?>[]::new));
        factory.signals().onFailure((connection, event, failure) -> failures.add(failure));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theSessionOfACommittedTransactionRefusesToReplicate() {
        Session[] used = new Session[1];
        factory.signals()
                .postSave()
                .connect(
                        Note.class,
                        event -> used[0].replicate(event.instance(), ReplicationMode.OVERWRITE),
                        afterCommit());

        factory.inTransaction(session -> {
            used[0] = session;
            session.persist(new Note("a"));
        });

        assertThat(failures)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("replicate of " + Note.class.getName());
    }

    @Test
    void replicatedByAReceiver() {
        Note note = factory.saved(new Note("a"));
        factory.signals().postSave().connect(Author.class, event -> {
            Note detached = new Note("b");
            detached.id = note.id;
            event.session().replicate(detached, ReplicationMode.OVERWRITE);
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.sql("select text from Note")).isEqualTo("b");
    }

    @Test
    void replicatedByAReceiverIsNetChange() {
        Note note = factory.saved(new Note("a"));
        logChanges(factory, log);
        factory.inTransaction(session -> {
            Note detached = new Note("b");
            detached.id = note.id;
            session.replicate(detached, ReplicationMode.OVERWRITE);
        });
        assertThat(log).containsExactly("UPDATED Note 1x");
        assertThat(factory.sql("select text from Note")).isEqualTo("b");
    }

    @Test
    void aReplicatedRowIsRawAndOnlyAnnouncedAfterwards() {
        Person ann = new Person();
        ann.name = "Ann";
        factory.saved(ann);
        Person copy = factory.fromTransaction(session -> session.find(Person.class, ann.id));
        copy.name = "Copy";
        copy.passport = null;
        List<Boolean> raw = new ArrayList<>();
        factory.signals().preSave().connect(Person.class, event -> log.add(line(event.changes())));
        factory.signals().postSave().connect(Person.class, event -> raw.add(event.raw()));
        factory.signals()
                .postSave()
                .connect(Person.class, event -> raw.add(event.changes().isKnown()));

        factory.inTransaction(session -> session.replicate(copy, ReplicationMode.OVERWRITE));
        assertThat(raw).containsExactly(true, false);
        assertThat(factory.sql("select name from Person")).isEqualTo("Copy");

        factory.inTransaction(
                session -> session.createMutationQuery("delete Person").executeUpdate());
        raw.clear();
        factory.inTransaction(session -> session.replicate(copy, ReplicationMode.EXCEPTION));
        assertThat(raw).containsExactly(true, true);

        raw.clear();
        factory.inTransaction(session -> session.find(Person.class, copy.id).name = "Changed");
        assertThat(raw).containsExactly(false, true);
        assertThat(log).containsExactly("name: Copy -> Changed");
    }
}
