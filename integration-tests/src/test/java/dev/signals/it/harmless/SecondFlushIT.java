package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Hibernate writes a value that does not equal its own copy at each flush. Receivers that only read are no reason for another flush, so
 * it is written as often as without them, a version is incremented as often, and each write is announced once.
 */
@OnEveryDatabase
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFlushIT {

    private static final List<Class<? extends Thing>> THINGS = things();

    private static final Set<Listening> LISTENING = EnumSet.of(
            Listening.PRE_SAVE,
            Listening.POST_SAVE,
            Listening.POST_SAVE_AFTER_COMMIT,
            Listening.CHANGED_BEFORE_COMMIT,
            Listening.CHANGED_AFTER_COMMIT,
            Listening.COLLECTION_CHANGED,
            Listening.EVERYTHING);

    @Parameter
    private Database database;

    private SameWork same;

    @BeforeParameterizedClassInvocation
    void open() {
        List<Class<?>> entities = new ArrayList<>(THINGS);
        entities.add(Bell.class);
        same = SameWork.of(database, entities.toArray(Class<?>[]::new));
    }

    private static List<Class<? extends Thing>> things() {
        List<Class<? extends Thing>> things = new ArrayList<>(UnequalThings.entities());
        things.addAll(UnequalElements.entities());
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
    void aNewEntityIsWrittenOnce() {
        compare((factory, entity) -> Thing.row(factory, entity, Thing.saved(factory, entity)));
    }

    @Test
    void aNewEntityThatIsFlushedIsWrittenAsOftenAsWithoutReceivers() {
        compare((factory, entity) -> {
            Thing thing = Thing.of(entity);
            factory.inTransaction(session -> {
                session.persist(thing);
                session.flush();
                session.flush();
            });
            return Thing.row(factory, entity, thing.id);
        });
    }

    @Test
    void anEntityThatIsOnlyLoadedIsWrittenAsOftenAsWithoutReceivers() {
        compareSaved((session, thing) -> {});
    }

    @Test
    void anEntityWithAnotherAttributeChangedIsWrittenOnce() {
        compareSaved((session, thing) -> thing.rename("b"));
    }

    @Test
    void aValueThatIsReplacedIsWrittenOnce() {
        compareSaved((session, thing) -> thing.change("green"));
    }

    @Test
    void aValueThatIsReplacedByTheSameIsWrittenAsOftenAsWithoutReceivers() {
        compareSaved((session, thing) -> thing.change("red"));
    }

    @Test
    void aValueThatIsChangedInPlaceIsWrittenOnce() {
        compareSaved((session, thing) -> thing.changeInPlace("green"));
    }

    @Test
    void eachFlushOfTheApplicationWritesOnce() {
        compareSaved((session, thing) -> {
            session.flush();
            thing.change("green");
            session.flush();
            thing.rename("b");
        });
    }

    @Test
    void aQueryOfTheSameEntityWritesOnce() {
        compareSaved((session, thing) -> {
            count(session, thing.getClass().getSimpleName());
            thing.changeInPlace("green");
            count(session, thing.getClass().getSimpleName());
        });
    }

    @Test
    void aQueryOfAnotherEntityWritesNothing() {
        compareSaved((session, thing) -> {
            thing.changeInPlace("green");
            count(session, "Bell");
        });
    }

    @Test
    void aMergedCopyIsWrittenAsOftenAsWithoutReceivers() {
        compare((factory, entity) -> {
            Long id = Thing.saved(factory, entity);
            Thing copy = factory.fromTransaction(session -> Thing.loaded(session, entity, id));
            copy.changeInPlace("green");
            factory.inTransaction(session -> session.merge(copy));
            return Thing.row(factory, entity, id);
        });
    }

    @Test
    void aNewEntityThatIsMergedIsWrittenAsOftenAsWithoutReceivers() {
        compare((factory, entity) -> {
            Thing merged = factory.fromTransaction(session -> session.merge(Thing.of(entity)));
            return Thing.row(factory, entity, merged.id);
        });
    }

    @Test
    void anEntityThatIsRemovedIsOnlyDeleted() {
        compareSaved(Session::remove);
    }

    @Test
    void aWriteOfAnotherEntityIsNoReasonToWriteAgain() {
        compareSaved((session, thing) -> session.persist(new Bell()));
    }

    @Test
    void eachWriteIsAnnouncedOnce() {
        List<Edit> edits = List.of(
                (session, thing) -> {},
                (session, thing) -> thing.change("green"),
                (session, thing) -> thing.rename("b"));
        for (Class<? extends Thing> entity : UnequalThings.alwaysWritten()) {
            for (Edit edit : edits) {
                EventLog log = new EventLog();
                String name = entity.getSimpleName();
                same.compare(name, Listening.BOTH_SAVES, log, factory -> {
                    edited(factory, entity, edit);
                    return "done";
                });
                same.assertions()
                        .assertThat(log.lines())
                        .as(name)
                        .containsExactly(
                                "pre_save " + name + " new",
                                "post_save " + name + " created",
                                "pre_save " + name,
                                "post_save " + name);
            }
        }
    }

    private interface Work {
        Object on(TestFactory factory, Class<? extends Thing> entity);
    }

    private interface Edit {
        void on(Session session, Thing thing);
    }

    /** Edits a thing that was saved before. */
    private void compareSaved(Edit edit) {
        compare((factory, entity) -> Thing.row(factory, entity, edited(factory, entity, edit)));
    }

    private static Long edited(TestFactory factory, Class<? extends Thing> entity, Edit edit) {
        Long id = Thing.saved(factory, entity);
        factory.inTransaction(session -> edit.on(session, Thing.loaded(session, entity, id)));
        return id;
    }

    private void compare(Work work) {
        THINGS.forEach(entity -> same.compare(entity.getSimpleName(), LISTENING, factory -> work.on(factory, entity)));
    }

    private static void count(Session session, String entity) {
        assertThat(session.createSelectionQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult())
                .isNotNull();
    }

    @Entity(name = "Bell")
    static class Bell {
        @Id
        @GeneratedValue
        Long id;
    }
}
