package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.signals.Signal;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.SignalDelete;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.WhenFull;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.micrometer.SignalMetrics;
import dev.signals.hibernate.micrometer.SignalObservations;
import dev.signals.hibernate.signal.ModelSignal;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.support.TestFactory;
import dev.signals.test.SignalRecorder;
import dev.signals.test.SignalsExtension;
import io.micrometer.observation.ObservationRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A null where none belongs is refused by the call that gives it, by its name, and not found when it is used. */
@OnEveryDatabase
@NullUnmarked
class NullsIT {

    private static final Runnable NO_WORK = null;
    private static final Supplier<String> NO_RESULT = null;
    private static final Session NO_SESSION = null;
    private static final Class<Note> NO_CLASS = null;

    private final TestFactory factory;
    private final FactorySignals signals;

    NullsIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        signals = factory.signals();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static void assertRefused(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessageStartingWith(name);
    }

    private void inAndOutOfATransaction(Consumer<Session> test) {
        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            test.accept(session);
            assertThat(session.getTransaction().getRollbackOnly()).isFalse();
        });
        factory.sessionFactory().inSession(test);
    }

    @ParameterizedTest
    @EnumSource
    void ofAHook(TransactionPhase phase) {
        inAndOutOfATransaction(session -> {
            assertRefused("work", () -> TransactionHooks.at(session, phase, NO_WORK));
            assertRefused("phase", () -> TransactionHooks.at(session, null, () -> {}));
            assertRefused("work", () -> TransactionHooks.onCommit(session, NO_WORK));
            assertRefused("session", () -> TransactionHooks.at(NO_SESSION, phase, () -> {}));
        });
    }

    @ParameterizedTest
    @EnumSource
    void ofAnEvent(TransactionPhase phase) {
        int[] called = {0};
        signals.postSave().connect(Note.class, event -> {
            called[0]++;
            assertRefused("work", () -> event.at(phase, null));
            assertRefused("phase", () -> event.at(null, () -> {}));
            assertRefused("work", () -> event.onCommit(null));
            assertRefused("work", () -> event.inNewTransaction(null));
        });
        signals.preSave().connect(Note.class, event -> {
            called[0]++;
            assertRefused("work", () -> event.at(phase, null));
        });

        factory.inTransaction(session -> session.persist(new Note("a")));

        assertThat(called[0]).isEqualTo(2);
    }

    @Test
    void ofWorkOfASessionBeforeTheSessionIsFlushed() {
        inAndOutOfATransaction(session -> {
            int statements = factory.statements().all().size();
            assertRefused("work", () -> signals.withoutSignals(session, NO_WORK));
            assertRefused("work", () -> signals.withoutSignals(session, NO_RESULT));
            assertRefused("work", () -> signals.raw(session, NO_WORK));
            assertRefused("work", () -> signals.raw(session, NO_RESULT));
            assertRefused("work", () -> Savepoints.run(session, NO_WORK));
            assertRefused("work", () -> Savepoints.call(session, NO_RESULT));
            assertRefused("session", () -> Savepoints.run(NO_SESSION, () -> {}));
            assertRefused("session", () -> signals.raw(NO_SESSION, () -> {}));
            assertRefused("session", () -> signals.mute((SharedSessionContract) null));
            assertRefused("session", () -> signals.timeline(null));
            assertRefused("signal", () -> signals.mute(session, (ModelSignal<?>) null));
            assertThat(factory.statements().all()).hasSize(statements);
        });
    }

    @Test
    void ofAQuietUpdate() {
        inAndOutOfATransaction(session -> {
            assertRefused("session", () -> QuietUpdate.of(NO_SESSION, Note.class));
            assertRefused("type", () -> QuietUpdate.of(session, NO_CLASS));
            assertRefused("type", () -> QuietUpdate.of(session, NO_CLASS, 1L));
            assertRefused("id", () -> QuietUpdate.of(session, Note.class, null));
            QuietUpdate<Note> update = QuietUpdate.of(session, Note.class);
            assertRefused("attribute", () -> update.set((String) null, "a"));
            assertRefused("by", () -> update.increment("text", null));
            assertRefused("condition", () -> update.where(null, Map.of()));
            assertRefused("parameters", () -> update.where("e.id = 1", null));
        });
    }

    @Test
    void ofADeletionByQueryOrTheChangesOfAnInstance() {
        inAndOutOfATransaction(session -> {
            assertRefused("session", () -> SignalDelete.of(NO_SESSION, Note.class));
            assertRefused("type", () -> SignalDelete.of(session, NO_CLASS));
            SignalDelete<Note> deletion = SignalDelete.of(session, Note.class);
            assertRefused("condition", () -> deletion.where(null));
            assertRefused("parameters", () -> deletion.where("e.id = 1", null));
            assertRefused("session", () -> signals.changes(NO_SESSION, new Note("a")));
            assertRefused("instance", () -> signals.changes(session, null));
        });
    }

    @Test
    void ofAReceiverOrWhatItIsConnectedFor() {
        assertRefused("sender", () -> signals.postSave().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.preSave().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.preDelete().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.postDelete().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.preInit().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.postInit().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.changed().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.changed().connectBatch(NO_CLASS, events -> {}));
        assertRefused("sender", () -> signals.m2mChanged().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.m2mChanged().connect(NO_CLASS, "tags", event -> {}));
        assertRefused("sender", () -> signals.collectionChanged().connect(NO_CLASS, event -> {}));
        assertRefused("sender", () -> signals.collectionChanged().connect(NO_CLASS, "labels", event -> {}));
        assertRefused("attribute", () -> signals.m2mChanged().connect(Article.class, null, event -> {}));
        assertRefused("entityName", () -> signals.postSave().connect((String) null, event -> {}));
        assertRefused("receiver", () -> signals.postSave().connect(Note.class, null));
        assertRefused("entityClass", () -> signals.postSave().hasReceivers(null));
        assertRefused("uid", () -> signals.postSave().disconnect(Note.class, null));
        assertRefused("executor", () -> ModelSignals.afterCommit(null));

        assertThat(signals.describe().toString().lines()).hasSize(1);
    }

    @Test
    void ofWhatIsRegisteredOrObserved() {
        assertRefused("receivers", () -> signals.register(null));
        assertRefused("receivers", () -> signals.unregister(null));
        assertRefused("receivers", () -> signals.register(null, Object::new));
        assertRefused("instance", () -> signals.register(Object.class, null));
        assertRefused("observer", () -> signals.observe(null));
        assertRefused("handler", () -> signals.onFailure(null));
        assertRefused("signal", () -> signals.mute((ModelSignal<?>) null));
        assertRefused("factory", () -> ModelSignals.of(null));
        assertRefused("signals", () -> new SignalMetrics(null));
        assertRefused("signals", () -> new SignalObservations(null, ObservationRegistry.NOOP));
        assertRefused("registry", () -> new SignalObservations(signals, null));
        factory.sessionFactory().inSession(session -> {
            try (SignalTimeline timeline = signals.timeline(session)) {
                assertRefused("text", () -> timeline.mark(null));
                assertThat(timeline.lines()).isEmpty();
            }
        });
    }

    @Test
    void ofAnExecutor() {
        assertRefused("executor", () -> ReceiverExecutor.on((Executor) null));
        assertRefused("policy", () -> ReceiverExecutor.onVirtualThreads().atMost(1, (WhenFull) null));
        assertRefused("time", () -> ReceiverExecutor.onVirtualThreads().closingWithin(null));
    }

    @Test
    void ofWhatIsSentByHandOrRecorded() {
        Signal<String> signal = Signal.of("pizza_done", String.class);
        assertRefused("events", () -> signal.sendAll(null, event -> null));
        assertRefused("sender", () -> signal.sendAllRobust(List.of(), null));
        int[] called = {0};
        signal.connect(event -> called[0]++);
        assertRefused("event", () -> signal.sendAll(Arrays.asList("a", null), event -> null));
        assertThat(called[0]).isZero();
        assertThatNullPointerException().isThrownBy(() -> SignalRecorder.of(signals.postSave(), (ModelSignal<?>) null));
        assertThatNullPointerException().isThrownBy(() -> SignalsExtension.isolating((Signal<?>) null));
        assertThat(signals.postSave().signal().connections()).isEmpty();
    }
}
