package dev.signals.it.testing;

import static dev.signals.test.SignalAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Scope;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import dev.signals.it.testing.Shop.Item;
import dev.signals.it.testing.Shop.Label;
import dev.signals.test.RecordedSignal;
import dev.signals.test.SignalAssert;
import dev.signals.test.SignalRecorder;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recording what is announced, and asserting on it. */
@OnEveryDatabase
class SignalRecorderIT {

    private final TestFactory factory;
    private final SignalRecorder recorder;

    SignalRecorderIT(Database database) {
        factory = TestFactory.of(database, Item.class, Label.class);
        recorder = SignalRecorder.of(factory.sessionFactory());
    }

    @AfterEach
    void close() {
        recorder.close();
        factory.close();
    }

    private void saveChangeAndDelete() {
        factory.inTransaction(session -> {
            Item item = new Item("Tea", 3);
            Label label = new Label();
            session.persist(label);
            item.labels.add(label);
            item.notes.add("green");
            session.persist(item);
        });
        factory.inTransaction(session -> {
            Item item = session.createSelectionQuery("from Item", Item.class).getSingleResult();
            item.price = 4;
            session.flush();
            item.price = 5;
        });
        factory.inTransaction(session -> session.remove(
                session.createSelectionQuery("from Item", Item.class).getSingleResult()));
    }

    @Test
    void everythingIsRecordedInOrder() {
        saveChangeAndDelete();
        assertThat(recorder)
                .sentExactly(
                        "pre_save Label new",
                        "pre_save Item new",
                        "m2m_changed (pre_add labels) Item",
                        "post_save Label created",
                        "post_save Item created",
                        "m2m_changed (post_add labels) Item",
                        "collection_changed (notes) Item",
                        "changed Label created",
                        "changed Item created",
                        "pre_save Item [price]",
                        "post_save Item updated [price]",
                        "pre_save Item [price]",
                        "post_save Item updated [price]",
                        "changed Item updated",
                        "pre_delete Item explicit",
                        "m2m_changed (pre_clear labels) Item",
                        "m2m_changed (post_clear labels) Item",
                        "collection_changed (notes) Item",
                        "post_delete Item explicit",
                        "changed Item deleted");
    }

    @Test
    void assertionsThatHoldReturnForMore() {
        saveChangeAndDelete();
        assertThat(recorder)
                .created(Item.class, 1)
                .updated(Item.class, 2)
                .deleted(Item.class, 1)
                .sent(ModelSignals.M2M_CHANGED, Item.class, 4)
                .netChanges(Item.class, ChangeKind.UPDATED, 1)
                .changed(Item.class, "price", 3, 5)
                .sentInOrder("pre_save Item new", "post_save Item created", "post_delete Item explicit")
                .sentLine("changed Label created")
                .sentNothingFor(String.class);
        recorder.clear();
        assertThat(recorder).sentNothing();
        factory.inTransaction(session -> session.find(Label.class, 1L));
        assertThat(recorder).sentNothing();
    }

    @Test
    void whatOtherReceiversChangeIsInWhatIsRecorded() {
        factory.signals().preSave().connect(Item.class, event -> event.instance().slug = "tea");
        factory.inTransaction(session -> session.persist(new Item("Tea", 3)));
        assertThat(recorder).savedOnly(Item.class, "name", "price", "slug");
        RecordedSignal saved = recorder.of(Item.class).get(0);
        assertThat(saved.signal()).isEqualTo("pre_save");
        assertThat(saved.changes())
                .hasValueSatisfying(changes -> assertThat(changes.get("slug"))
                        .extracting(change -> change.newValue())
                        .isEqualTo("tea"));
        assertThat(saved.attribute()).isEmpty();
        assertThat(recorder.all().get(1).id()).isNotNull();
        assertThat(recorder.toString())
                .contains("post_save Item#" + recorder.all().get(1).id() + " created");
    }

    @Test
    void aRolledBackTransactionHasNoNetChange() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Item("Tea", 3));
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(recorder).created(Item.class, 1).netChanges(Item.class, ChangeKind.CREATED, 0);
    }

    @Test
    void someSignalsAreRecordedUntilItIsClosed() {
        SignalRecorder some = SignalRecorder.of(
                factory.signals().postSave(), factory.signals().preInit());
        factory.inTransaction(session -> session.persist(new Item("Tea", 3)));
        some.close();
        factory.inTransaction(session -> session.persist(new Item("Milk", 1)));
        assertThat(some).sentExactly("post_save Item created");
    }

    @Test
    void mutedSignalsAreNotRecorded() {
        try (Scope muted = factory.signals().mute()) {
            assertThat(muted).isNotNull();
            saveChangeAndDelete();
        }
        assertThat(recorder).sentNothing();
    }

    @Test
    void aFailureShowsWhatWasExpectedAndEverythingRecorded() {
        factory.inTransaction(session -> session.persist(new Item("Tea", 3)));
        long id = (Long) recorder.of(Item.class).get(1).id();
        String recorded = "; recorded were\n  pre_save Item new\n  post_save Item#" + id + " created\n  changed Item#"
                + id + " created";
        fails(it -> it.created(Item.class, 2), "expected 2 created Item, but found 1" + recorded);
        fails(it -> it.updated(Item.class, 1), "expected 1 updated Item, but found 0" + recorded);
        fails(it -> it.deleted(Label.class, 1), "expected 1 deleted Label, but found 0" + recorded);
        fails(
                it -> it.sent(ModelSignals.PRE_SAVE, Item.class, 0),
                "expected 0 pre_save for Item, but found 1" + recorded);
        fails(
                it -> it.netChanges(Item.class, ChangeKind.DELETED, 1),
                "expected 1 net changes of kind DELETED of Item, but found 0" + recorded);
        fails(
                it -> it.changed(Item.class, "price", 1, 3),
                "expected a net change of Item.price from 1 to 3" + recorded);
        fails(it -> it.savedOnly(Item.class, "name"), "expected only saves of Item that change [name]" + recorded);
        fails(it -> it.sentExactly("pre_save Item new"), "expected exactly\n  pre_save Item new\n" + recorded);
        fails(
                it -> it.sentInOrder("post_save Item created", "pre_save Item new"),
                "expected \"pre_save Item new\" after \"post_save Item created\"" + recorded);
        fails(it -> it.sentLine("none"), "expected \"none\"" + recorded);
        fails(it -> it.sentNothingFor(Item.class), "expected 0 signals for Item, but found 3" + recorded);
        fails(SignalAssert::sentNothing, "expected 0 signals, but found 3" + recorded);
        recorder.clear();
        fails(it -> it.created(Item.class, 1), "expected 1 created Item, but found 0; recorded was nothing");
    }

    private void fails(UnaryOperator<SignalAssert> assertion, String message) {
        assertThatThrownBy(() -> assertion.apply(SignalAssert.assertThat(recorder)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
    }

    @Test
    void severalThreadsAreRecorded() throws Exception {
        int threads = 4;
        int rounds = 20;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        Callable<Void> work = () -> {
            for (int round = 0; round < rounds; round++) {
                factory.inTransaction(session -> session.persist(new Item("Tea", 3)));
            }
            return null;
        };
        for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, work))) {
            done.get();
        }
        pool.shutdown();
        assertThat(recorder)
                .created(Item.class, threads * rounds)
                .netChanges(Item.class, ChangeKind.CREATED, threads * rounds);
    }
}
