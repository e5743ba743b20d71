package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.harmless.Shelves.Book;
import dev.signals.it.harmless.Shelves.Shelf;
import dev.signals.it.harmless.UnequalElements.PlainThingWithSecrets;
import dev.signals.it.harmless.UnequalElements.VersionedThingWithSecrets;
import dev.signals.it.harmless.UnequalThings.PlainEncryptedThing;
import dev.signals.it.harmless.UnequalThings.VersionedEncryptedThing;
import dev.signals.it.harmless.UnequalValues.Word;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What a receiver of POST_SAVE leaves is written by a flush of its own, once, also where Hibernate writes something at each flush. If it
 * leaves nothing there is no such flush. What is right is what plain Hibernate does if the same is done by hand after the flush.
 */
@OnEveryDatabase
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftByReceiversStaysIT {

    /** When Hibernate flushes the bell that the receiver is called for, and what flushes what it leaves. */
    private enum Round {
        OF_THE_COMMIT,
        BEFORE_THE_COMMIT {
            @Override
            Connection connect(FactorySignals signals, Consumer<PostSave<Bell>> receiver) {
                return signals.postSave().connect(Bell.class, receiver::accept, ModelSignals.beforeCommit());
            }
        },
        OF_A_FLUSH {
            @Override
            void flush(Session session) {
                session.flush();
            }
        },
        OF_A_QUERY {
            @Override
            void flush(Session session) {
                assertThat(session.createSelectionQuery("select count(*) from Bell", Long.class)
                                .getSingleResult())
                        .isPositive();
            }

            @Override
            void flushByHand(Session session) {
                session.flush();
                flush(session);
            }
        };

        void flush(Session session) {}

        void flushByHand(Session session) {
            flush(session);
        }

        Connection connect(FactorySignals signals, Consumer<PostSave<Bell>> receiver) {
            return signals.postSave().connect(Bell.class, receiver::accept);
        }
    }

    /** Does something to the entity with an identifier. */
    private interface Edit extends BiConsumer<Session, Long> {}

    @Parameter
    private Database database;

    private SameWork same;

    @BeforeParameterizedClassInvocation
    void open() {
        same = SameWork.of(
                database,
                Stream.concat(things().stream(), Stream.of(Bell.class, Shelf.class, Book.class))
                        .toArray(Class<?>[]::new));
    }

    private static List<Class<? extends Thing>> things() {
        List<Class<? extends Thing>> things = new ArrayList<>(UnequalThings.entities());
        things.addAll(UnequalElements.entities());
        return things;
    }

    /** A change in place of what is encrypted anew each time cannot be told from no change. */
    private static List<Class<? extends Thing>> comparable() {
        List<Class<? extends Thing>> things = things();
        things.removeAll(List.of(
                PlainEncryptedThing.class,
                VersionedEncryptedThing.class,
                PlainThingWithSecrets.class,
                VersionedThingWithSecrets.class));
        return things;
    }

    @AfterEach
    void assertSame() {
        same.assertAll();
    }

    @AfterParameterizedClassInvocation
    void close() {
        same.close();
    }

    @Test
    void whatIsReplacedIsWritten() {
        compareThings(things(), true, (session, thing) -> thing.change("green"));
    }

    @Test
    void whatIsReplacedInAnEntityThatTheReceiverLoadsIsWritten() {
        compareThings(things(), false, (session, thing) -> thing.change("green"));
    }

    @Test
    void whatIsChangedInPlaceIsWritten() {
        compareThings(comparable(), true, (session, thing) -> thing.changeInPlace("green"));
    }

    @Test
    void whatIsChangedInPlaceInAnEntityThatTheReceiverLoadsIsWritten() {
        compareThings(comparable(), false, (session, thing) -> thing.changeInPlace("green"));
    }

    @Test
    void anotherAttributeIsWritten() {
        compareThings(things(), true, (session, thing) -> thing.rename("b"));
    }

    @Test
    void anotherAttributeOfAnEntityThatTheReceiverLoadsIsWritten() {
        compareThings(things(), false, (session, thing) -> thing.rename("b"));
    }

    @Test
    void anEntityThatTheReceiverPersistsIsWritten() {
        compareThings(things(), true, (session, thing) -> session.persist(Thing.of(thing.getClass())));
    }

    @Test
    void anEntityThatTheReceiverMergesIsWritten() {
        compareThings(things(), true, (session, thing) -> session.merge(Thing.of(thing.getClass())));
    }

    @Test
    void anEntityThatTheReceiverRemovesIsDeleted() {
        compareThings(things(), true, Session::remove);
    }

    @Test
    void whatTheApplicationHasChangedIsWrittenAgainIfTheReceiverChangesItToo() {
        for (Class<? extends Thing> entity : comparable()) {
            compare(
                    entity.getSimpleName(),
                    factory -> Thing.saved(factory, entity),
                    (session, id) -> Thing.loaded(session, entity, id).changeInPlace("green"),
                    (session, id) -> Thing.loaded(session, entity, id).changeInPlace("yellow"),
                    (factory, id) -> Thing.row(factory, entity, id));
        }
    }

    @Test
    void anEntityThatTheReceiverOnlyReadsIsNotWritten() {
        things().forEach(entity -> compareReading(entity, true, FlushMode.MANUAL));
        comparable().forEach(entity -> compareReading(entity, false, FlushMode.MANUAL));
    }

    @Test
    void aValueThatCannotBeComparedIsWrittenIfTheReceiverLoadsItSinceItMayHaveBeenChanged() {
        List<Class<? extends Thing>> things = things();
        things.removeAll(comparable());

        things.forEach(entity -> compareReading(entity, false, FlushMode.AUTO));
    }

    @Test
    void whatIsLeftInAGraphIsWritten() {
        shelfEdits().forEach((name, edit) -> {
            compareShelves(name, true, edit);
            compareShelves(name + ", loaded by the receiver", false, edit);
        });
    }

    private static Map<String, BiConsumer<Session, Shelf>> shelfEdits() {
        Map<String, BiConsumer<Session, Shelf>> edits = new LinkedHashMap<>();
        edits.put("a child by cascade", (session, shelf) -> shelf.books.add(new Book("new")));
        edits.put("an orphan", (session, shelf) -> shelf.books.remove(0));
        edits.put("an orphan and a child", (session, shelf) -> shelf.books.set(0, new Book("new")));
        edits.put("a removed child", (session, shelf) -> session.remove(shelf.books.remove(0)));
        edits.put("a child changed in place", (session, shelf) -> shelf.books.get(0).title.text = "b");
        edits.put("an element", (session, shelf) -> shelf.words.add(new Word("new")));
        edits.put("an element changed in place", (session, shelf) -> shelf.words.get(1).text = "b");
        edits.put("elements exchanged", (session, shelf) -> shelf.words.add(0, shelf.words.remove(1)));
        edits.put("elements replaced", (session, shelf) -> shelf.words = new ArrayList<>(List.of(new Word("b"))));
        edits.put("elements replaced by the same", (session, shelf) -> shelf.words = new ArrayList<>(shelf.words));
        edits.put("elements gone", (session, shelf) -> shelf.words.clear());
        edits.put("no elements any more", (session, shelf) -> shelf.words = null);
        edits.put("an only child", (session, shelf) -> shelf.first = new Book("new"));
        edits.put("no only child", (session, shelf) -> shelf.first = null);
        edits.put("an only child changed in place", (session, shelf) -> shelf.first.title.text = "b");
        edits.put("another graph", (session, shelf) -> session.persist(new Shelf()));
        edits.put("a removed graph", Session::remove);
        edits.put("a merged graph", (session, shelf) -> {
            Shelf copy = new Shelf();
            copy.id = shelf.id;
            copy.version = shelf.version;
            session.merge(copy);
        });
        return edits;
    }

    private void compareShelves(String name, boolean loadedBefore, BiConsumer<Session, Shelf> edit) {
        compare(
                name,
                factory -> {
                    Shelf shelf = new Shelf();
                    factory.inTransaction(session -> session.persist(shelf));
                    return shelf.id;
                },
                (session, id) -> {
                    if (loadedBefore) {
                        loadedShelf(session, id);
                    }
                },
                (session, id) -> edit.accept(session, loadedShelf(session, id)),
                (factory, id) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        Shelf shelf = session.find(Shelf.class, id);
                        return shelf == null ? "none" : shelf.contents();
                    }
                });
    }

    private static Shelf loadedShelf(Session session, Long id) {
        Shelf shelf = session.find(Shelf.class, id);
        shelf.contents();
        return shelf;
    }

    private void compareThings(
            List<Class<? extends Thing>> entities, boolean loadedBefore, BiConsumer<Session, Thing> edit) {
        for (Class<? extends Thing> entity : entities) {
            compare(
                    entity.getSimpleName(),
                    factory -> Thing.saved(factory, entity),
                    (session, id) -> {
                        if (loadedBefore) {
                            Thing.loaded(session, entity, id);
                        }
                    },
                    (session, id) -> edit.accept(session, Thing.loaded(session, entity, id)),
                    (factory, id) -> Thing.row(factory, entity, id));
        }
    }

    /**
     * Edits something in a receiver, in each round, and by hand.
     *
     * @param saved saves it
     * @param before is done before the flush
     */
    private void compare(
            String name,
            Function<TestFactory, Long> saved,
            Edit before,
            Edit edit,
            BiFunction<TestFactory, Long, ?> rows) {
        for (Round round : Round.values()) {
            same.compareByHand(
                    name + ", round " + round,
                    factory -> {
                        Long id = saved.apply(factory);
                        factory.inTransaction(session -> {
                            before.accept(session, id);
                            session.persist(new Bell(id));
                            session.flush();
                            edit.accept(session, id);
                            round.flushByHand(session);
                        });
                        return rows.apply(factory, id);
                    },
                    signals -> round.connect(signals, event -> edit.accept(event.session(), event.instance().thing)),
                    factory -> {
                        Long id = saved.apply(factory);
                        factory.inTransaction(session -> {
                            before.accept(session, id);
                            session.persist(new Bell(id));
                            round.flush(session);
                        });
                        return rows.apply(factory, id);
                    });
        }
    }

    /**
     * @param mode AUTO if the flush of the commit is to write what was read by hand
     */
    private void compareReading(Class<? extends Thing> entity, boolean loadedBefore, FlushMode mode) {
        Edit read = (session, id) -> Thing.loaded(session, entity, id);
        Edit before = loadedBefore ? read : (session, id) -> {};
        for (Round round : List.of(Round.OF_THE_COMMIT, Round.BEFORE_THE_COMMIT)) {
            same.compareByHand(
                    entity.getSimpleName() + ", loaded before " + loadedBefore + ", round " + round,
                    factory -> {
                        Long id = Thing.saved(factory, entity);
                        factory.inTransaction(session -> {
                            before.accept(session, id);
                            session.persist(new Bell(id));
                            session.flush();
                            session.setHibernateFlushMode(mode);
                            read.accept(session, id);
                        });
                        return Thing.row(factory, entity, id);
                    },
                    signals -> round.connect(signals, event -> read.accept(event.session(), event.instance().thing)),
                    factory -> {
                        Long id = Thing.saved(factory, entity);
                        factory.inTransaction(session -> {
                            before.accept(session, id);
                            session.persist(new Bell(id));
                        });
                        return Thing.row(factory, entity, id);
                    });
        }
    }

    /** Its receiver is the one that changes something else. */
    @Entity(name = "Bell")
    static class Bell {
        @Id
        @GeneratedValue
        Long id;

        Long thing;

        Bell() {}

        Bell(Long thing) {
            this.thing = thing;
        }
    }
}
