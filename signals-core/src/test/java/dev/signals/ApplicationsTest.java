package dev.signals;

import static dev.signals.Options.filter;
import static dev.signals.Options.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Blog.Article;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What applications of other class loaders have connected ends with them. */
class ApplicationsTest {

    private final Signal<String> signal = Signal.of("post_save", String.class);
    private final Calls calls = new Calls();

    /** A receiver, filter, observer and handler of an application. */
    public static final class Loaded
            implements SignalReceiver<Object>,
                    Predicate<Object>,
                    ReceiverObserver,
                    ReceiverExceptionHandler,
                    Consumer<Connection> {

        private int called;

        @Override
        public void receive(Object event) {
            called++;
        }

        @Override
        public boolean test(Object event) {
            called++;
            return true;
        }

        @Override
        public AfterCall beforeCall(Connection connection, Object event) {
            called++;
            return failure -> {};
        }

        @Override
        public void handle(Connection connection, Object event, Throwable failure) {
            called++;
        }

        @Override
        public void accept(Connection connection) {
            called++;
        }

        @Override
        public String toString() {
            return "called " + called + " times";
        }
    }

    private static Object load() {
        return OwnLoader.of(Loaded.class).create(Loaded.class);
    }

    private static List<ClassLoader> loaderOf(Object loaded) {
        return List.of(loaded.getClass().getClassLoader());
    }

    @SuppressWarnings("unchecked") // it is one
    private static SignalReceiver<Object> receiver(Object loaded) {
        return (SignalReceiver<Object>) loaded;
    }

    @Test
    void aReceiverIsPutAsideWithTheLastApplicationOfItsLoader() {
        Object loaded = load();
        Scope first = signal.usedBy(loaderOf(loaded));
        Scope second = signal.scoped().usedBy(loaderOf(loaded));
        Connection connection = signal.connect(receiver(loaded), uid("u"));
        first.close();
        first.close();
        signal.send(Article.class, "saved");
        assertThat(loaded).hasToString("called 1 times");

        try (LogCapture log = LogCapture.open()) {
            second.close();
            assertThat(log.onlyMessage())
                    .startsWith(connection + " is no longer called: the application of class" + " loader "
                            + OwnLoader.class.getName() + "@");
        }

        signal.send(Article.class, "saved");
        assertThat(loaded).hasToString("called 1 times");
        assertThat(connection.isConnected()).isFalse();
        assertThat(signal.connections()).isEmpty();
        assertThat(signal.connect(calls.receiver("other"), uid("u"))).isNotSameAs(connection);
    }

    @Test
    void anObserverThatIsClosedWhileItIsPutAsideStaysAwayAndTheOthersComeBack() {
        OwnLoader loader = OwnLoader.of(Loaded.class);
        Object closed = loader.create(Loaded.class);
        Object kept = loader.create(Loaded.class);
        signal.connect(calls.receiver("one"));
        Scope application = signal.usedBy(List.of(loader));
        Scope observed = signal.observe((ReceiverObserver) closed);
        signal.observe((ReceiverObserver) kept);
        application.close();

        observed.close();
        signal.usedBy(List.of(loader));
        signal.send(Article.class, "saved");

        assertThat(closed).hasToString("called 0 times");
        assertThat(kept).hasToString("called 1 times");
    }

    @Test
    void aReceiverThatIsDisconnectedWhileItIsPutAsideStaysAwayAndTheOthersComeBack() {
        OwnLoader loader = OwnLoader.of(Loaded.class);
        Object disconnected = loader.create(Loaded.class);
        Object kept = loader.create(Loaded.class);
        Scope application = signal.usedBy(List.of(loader));
        signal.connect(receiver(disconnected), uid("disconnected"));
        signal.connect(receiver(kept), uid("kept"));
        application.close();

        signal.disconnect("disconnected");
        signal.usedBy(List.of(loader));
        signal.send(Article.class, "saved");

        assertThat(disconnected).hasToString("called 0 times");
        assertThat(kept).hasToString("called 1 times");
    }

    @Test
    void itComesBackInItsPlace() {
        Object loaded = load();
        Scope first = signal.usedBy(loaderOf(loaded));
        Connection before = signal.connect(calls.receiver("before"));
        Connection connection = signal.connect(receiver(loaded));
        Connection after = signal.connect(calls.receiver("after"));
        first.close();
        assertThat(signal.connections()).containsExactly(before, after);

        signal.usedBy(loaderOf(loaded));
        assertThat(signal.connections()).containsExactly(before, connection, after);
        assertThat(connection.isConnected()).isTrue();
        signal.send(Article.class, "saved");
        assertThat(loaded).hasToString("called 1 times");
    }

    @Test
    void itDoesNotComeBackIfItsPlaceIsTaken() {
        Object loaded = load();
        Scope first = signal.usedBy(loaderOf(loaded));
        signal.connect(receiver(loaded), uid("u"));
        first.close();
        Connection other = signal.connect(calls.receiver("other"), uid("u"));

        signal.usedBy(loaderOf(loaded));
        assertThat(signal.connections()).containsExactly(other);
    }

    @Test
    void itDoesNotComeBackIfItHasBeenDisconnected() {
        Object loaded = load();
        Scope first = signal.usedBy(loaderOf(loaded));
        Connection byHandle = signal.connect(receiver(loaded));
        signal.connect(Article.class, receiver(loaded), uid("u"));
        first.close();

        assertThat(byHandle.disconnect()).isFalse();
        assertThat(signal.disconnect(Article.class, "u")).isFalse();
        signal.usedBy(loaderOf(loaded));
        assertThat(signal.connections()).isEmpty();
    }

    @Test
    void aReceiverOfThisLoaderIsPutAsideIfItsFilterIsOfTheApplication() {
        Object loaded = load();
        Scope scope = signal.usedBy(loaderOf(loaded));
        @SuppressWarnings("unchecked") // it is one
        Predicate<Object> condition = (Predicate<Object>) loaded;
        signal.connect(calls.receiver("filtered"), filter(condition));
        assertThat(calls.sending(signal, Article.class)).containsExactly("filtered");

        scope.close();
        assertThat(calls.sending(signal, Article.class)).isEmpty();
    }

    @Test
    void observersAndHandlersArePutAsideAndComeBackToo() {
        Object loaded = load();
        Scope scope = signal.usedBy(loaderOf(loaded));
        signal.observe((ReceiverObserver) loaded);
        signal.onFailure((ReceiverExceptionHandler) loaded);
        @SuppressWarnings("unchecked") // it is one
        Consumer<Connection> observer = (Consumer<Connection>) loaded;
        signal.onConnect(observer);
        try (LogCapture log = LogCapture.open()) {
            signal.connect(calls.receiver("failing", event -> {
                throw new IllegalStateException("no");
            }));
            signal.sendRobust(Article.class, "saved");
            assertThat(loaded).hasToString("called 3 times");

            scope.close();
            signal.sendRobust(Article.class, "saved");
            signal.connect(calls.receiver("another"));
            assertThat(loaded).hasToString("called 3 times");

            signal.usedBy(loaderOf(loaded));
            signal.sendRobust(Article.class, "saved");
            assertThat(loaded).hasToString("called 6 times");
            assertThat(log.records()).hasSize(3);
        }
    }

    @Test
    void theLoaderIsCollectedAlthoughTheSignalLives() {
        Garbage.awaitCollected(useOnce());

        assertThat(signal.connections()).isEmpty();
    }

    private WeakReference<ClassLoader> useOnce() {
        Object loaded = load();
        try (Scope scope = signal.usedBy(loaderOf(loaded))) {
            signal.connect(receiver(loaded), uid("any"));
            signal.connect(Article.class, receiver(loaded));
            signal.observe((ReceiverObserver) loaded);
            signal.send(Article.class, "saved");
            assertThat(scope).isNotNull();
        }
        return new WeakReference<>(loaded.getClass().getClassLoader());
    }

    @Test
    void whatIsBesideThisLibraryStaysWhateverEnds() {
        Connection own = signal.connect(calls.receiver("own"));
        signal.usedBy(List.of(ApplicationsTest.class.getClassLoader(), ClassLoader.getPlatformClassLoader()))
                .close();

        assertThat(signal.connections()).containsExactly(own);
    }

    @Test
    void receiversOfALoaderThatNobodyHasToldOfStay() {
        Connection connection = signal.connect(receiver(load()));
        signal.usedBy(loaderOf(load())).close();

        assertThat(signal.connections()).containsExactly(connection);
    }

    /** A class loader below that of an application, as a plugin has. */
    @Test
    void aLoaderBelowEndsWithTheOneAboveUnlessItIsAnApplicationItself() {
        OwnLoader above = new OwnLoader(name -> false);
        Object plugin = above.below(Loaded.class).create(Loaded.class);
        Object application = above.below(Loaded.class).create(Loaded.class);
        Scope ofAbove = signal.usedBy(List.of(above));
        Scope ofApplication = signal.usedBy(loaderOf(application));
        signal.connect(receiver(plugin));
        Connection stays = signal.connect(receiver(application));

        ofAbove.close();
        assertThat(signal.connections()).hasSize(2); // the application below uses the loader above
        ofApplication.close();
        assertThat(signal.connections()).isEmpty();

        signal.usedBy(loaderOf(application));
        assertThat(signal.connections()).hasSize(2).contains(stays);
    }
}
