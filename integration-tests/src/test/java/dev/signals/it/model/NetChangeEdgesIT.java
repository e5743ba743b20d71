package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.beforeCommit;
import static dev.signals.it.model.Edges.factory;
import static dev.signals.it.model.Edges.logChanges;
import static dev.signals.it.support.TestedHibernate.assumeFrom72;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Scope;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Edges.Blob;
import dev.signals.it.model.Edges.Cat;
import dev.signals.it.model.Edges.Dog;
import dev.signals.it.model.Edges.Key;
import dev.signals.it.model.Edges.Keyed;
import dev.signals.it.model.Edges.Part;
import dev.signals.it.model.Edges.Recorded;
import dev.signals.it.model.Edges.Soft;
import dev.signals.it.model.Edges.Stamped;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Category;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Net changes where they meet another feature. */
@OnEveryDatabase
@SuppressWarnings("deprecation") // of replicate
class NetChangeEdgesIT {

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    NetChangeEdgesIT(Database database) {
        factory = factory(database);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anotherSubclassWithTheSameIdentifierIsAnotherEntity() {
        Dog dog = new Dog();
        dog.id = 1L;
        dog.name = "rex";
        dog.bark = "wuff";
        factory.inTransaction(session -> session.persist(dog));
        logChanges(factory, log);
        factory.signals().changed().connect(Dog.class, event -> log.add("dog " + event.instance().id));

        factory.inTransaction(session -> {
            session.remove(session.find(Dog.class, 1L));
            session.flush();
            Cat cat = new Cat();
            cat.id = 1L;
            cat.name = "tom";
            cat.purr = "rrr";
            session.persist(cat);
        });

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "DELETED Dog 0x name rex->null bark wuff->null",
                        "dog 1",
                        "CREATED Cat 1x name null->tom purr null->rrr");
    }

    @Test
    void aColumnThatIsNotUpdatedIsChangedByAnEntityDeletedAndPersistedAgain() {
        Stamped old = new Stamped();
        old.id = 1L;
        old.creator = "a";
        factory.inTransaction(session -> session.persist(old));
        logChanges(factory, log);

        factory.inTransaction(session -> {
            session.remove(session.find(Stamped.class, 1L));
            session.flush();
            Stamped again = new Stamped();
            again.id = 1L;
            again.creator = "b";
            session.persist(again);
        });

        assertThat(log).containsExactly("UPDATED Stamped 1x creator a->b");
    }

    @Test
    void embeddedKeys() {
        logChanges(factory, log);
        factory.inTransaction(session -> {
            Keyed keyed = new Keyed();
            keyed.id = new Key("a", "b");
            keyed.text = "1";
            session.persist(keyed);
            session.flush();
            session.clear();
            session.find(Keyed.class, new Key("a", "b")).text = "2";
        });
        assertThat(log).containsExactly("CREATED Keyed 2x text null->2");
    }

    @Test
    void mutableValues() {
        Blob blob = new Blob();
        blob.date = new Date(1000);
        blob.bytes = new byte[] {1};
        factory.signals()
                .changed()
                .connect(
                        Blob.class,
                        event -> log.add(event.kind() + " "
                                + (event.changes().get("date") == null
                                        ? "-"
                                        : ((Date) event.changes().get("date").newValue()).getTime() + " from "
                                                + (event.changes().get("date").oldValue() == null
                                                        ? "null"
                                                        : ((Date) event.changes()
                                                                        .get("date")
                                                                        .oldValue())
                                                                .getTime()))
                                + (event.changes().get("bytes") == null
                                        ? "-"
                                        : Arrays.toString((byte[]) event.changes()
                                                        .get("bytes")
                                                        .newValue()) + " from "
                                                + Arrays.toString((byte[]) event.changes()
                                                        .get("bytes")
                                                        .oldValue()))));
        factory.inTransaction(session -> {
            session.persist(blob);
            session.flush();
            blob.date.setTime(2000);
            blob.bytes[0] = 2;
        });
        assertThat(log).containsExactly("CREATED 2000 from null[2] from null");
        log.clear();
        factory.inTransaction(session -> {
            Blob managed = session.find(Blob.class, blob.id);
            managed.date.setTime(3000);
            managed.bytes[0] = 3;
            session.flush();
            managed.date.setTime(4000);
            managed.bytes[0] = 4;
        });
        assertThat(log).containsExactly("UPDATED 4000 from 2000[4] from [2]");
        log.clear();
        factory.inTransaction(session -> {
            Blob managed = session.find(Blob.class, blob.id);
            managed.date.setTime(3000);
            managed.bytes[0] = 3;
            session.flush();
            managed.date.setTime(4000);
            managed.bytes[0] = 4;
        });
        assertThat(log).isEmpty();
    }

    @Test
    void softDelete() {
        Soft soft = new Soft();
        soft.text = "a";
        factory.inTransaction(session -> session.persist(soft));
        logChanges(factory, log);
        factory.inTransaction(session -> session.remove(session.find(Soft.class, soft.id)));
        assertThat(log).containsExactly("DELETED Soft 0x text a->null");
    }

    @Test
    void whatWasNothingWhenTheCommitBeganAndIsChangedByAReceiverIsTold() {
        Note note = factory.saved(new Note("a"));
        factory.signals()
                .changed()
                .connect(Note.class, event -> log.add("before " + EventLog.line(event)), beforeCommit());
        factory.signals().postSave().connect(Note.class, event -> {}, beforeCommit());

        factory.inTransaction(session -> {
            Note managed = session.find(Note.class, note.id);
            managed.text = "b";
            session.flush();
            managed.text = "a";
            session.flush();
            TransactionHooks.at(session, TransactionPhase.BEFORE_COMMIT, () -> managed.text = "c");
        });

        assertThat(log).containsExactly("before UPDATED Note 3x text a->c");
    }

    @Test
    void theSessionOfAChangedEventBeforeTheCommitIsThatOfItsEntity() {
        Note note = factory.saved(new Note("a"));
        factory.signals()
                .changed()
                .connect(
                        event -> {
                            log.add(EventLog.line(event));
                            if (event.sender() == Note.class) {
                                assertThat(event.session().contains(event.instance()))
                                        .isTrue();
                                event.session().persist(new Author("by " + event.id()));
                            }
                        },
                        beforeCommit());

        factory.inTransaction(session -> {
            try (Session child = session.sessionWithOptions().connection().openSession()) {
                child.persist(new Category("audit"));
                child.flush();
            }
            session.find(Note.class, note.id).text = "b";
        });

        assertThat(log)
                .containsExactly(
                        "CREATED Category 1x",
                        "UPDATED Note 1x text a->b",
                        "CREATED Author 1x name null->by " + note.id + " revision null->0");
        assertThat(factory.count("Author")).isEqualTo(1);
    }

    @Test
    void oneTransactionCreatesForgetsAndRecreatesManyEntities() {
        factory.signals().changed().connect(Dog.class, event -> log.add(event.kind() + " " + event.id()));
        Random random = new Random(1);
        Map<Long, Boolean> rows =
                new LinkedHashMap<>(); // of each announced identifier whether it has a row, by first write

        factory.inTransaction(session -> {
            for (int i = 0; i < 800; i++) {
                long id = random.nextLong(200);
                Dog present = session.find(Dog.class, id);
                if (present == null) {
                    Dog dog = new Dog();
                    dog.id = id;
                    session.persist(dog);
                    session.flush();
                    rows.put(id, true);
                } else if (random.nextBoolean()) {
                    session.remove(present);
                    session.flush();
                    rows.put(id, false);
                } else {
                    try (Scope muted = factory.signals().mute(session)) {
                        assertThat(muted).isNotNull();
                        session.remove(present);
                        session.flush();
                    }
                    rows.remove(id);
                }
            }
        });

        List<String> created = new ArrayList<>();
        rows.forEach((id, exists) -> {
            if (exists) {
                created.add("CREATED " + id);
            }
        });
        assertThat(log).hasSizeGreaterThan(50).isEqualTo(created);
    }

    @Test
    void anIdentityRowWithACollectionInARecordByAReceiver() {
        assumeFrom72("wrap the collection in place, which a record does not allow");
        factory.signals().postSave().connect(Author.class, event -> {
            Recorded recorded = new Recorded();
            recorded.part = new Part("n", new HashSet<>(Set.of("w")));
            event.session().persist(recorded);
        });
        factory.inTransaction(session -> session.persist(new Author("x")));
        assertThat(factory.count("Recorded")).isEqualTo(1);
        assertThat(factory.count("Recorded_words")).isEqualTo(1);
    }
}
