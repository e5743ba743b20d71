package dev.signals.it.restart;

import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.Scope;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.Garbage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that begins again in a class loader of its own, while the library and its signals stay. */
@OnEveryDatabase
class RestartIT {

    private final TestDatabase database;
    private final Scope process = POST_SAVE.signal().preserve();

    /** What drivers and Hibernate load once is loaded here, as it would keep the first application that uses it. */
    RestartIT(Database database) {
        this.database = database.create();
        TestFactory.of(database, Article.class).close();
    }

    @AfterEach
    void disconnect() {
        process.close();
        database.close();
    }

    @Entity(name = "Article")
    static class Article {
        @Id
        long id;
    }

    private Application start(String name) {
        return ApplicationLoader.of(name).start();
    }

    private static List<String> savedBy(Application application) {
        application.calls();
        application.save();
        return application.calls();
    }

    /** Runs the application, and ends it; what is left is its class loader, if anybody holds it. */
    private WeakReference<ClassLoader> runOnce(Consumer<Application> connecting) {
        ApplicationLoader loader = ApplicationLoader.of("first");
        try (Application application = loader.start()) {
            connecting.accept(application);
            application.save();
        }
        return new WeakReference<>(loader);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "any",
                "interface",
                "entity",
                "name",
                "class",
                "no uid",
                "filter",
                "after the commit",
                "changed",
                "observer",
                "failures",
                "connects"
            })
    void theLoaderOfTheFirstRunIsCollected(String way) {
        Garbage.awaitCollected(runOnce(application -> {
            application.connect(way);
            application.build(database.settings());
        }));
        Garbage.awaitCollected(runOnce(application -> {
            application.build(database.settings());
            application.connect(way);
        }));
    }

    @Test
    void soItIsWithReceiversInOtherThreads() {
        Garbage.awaitCollected(runOnce(application -> {
            application.build(database.settings());
            application.register();
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "interface", "name", "filter", "after the commit", "executor", "changed"})
    void theFirstRunIsNotCalledAfterItsEndAndItsUidIsFree(String way) {
        try (Application first = start("first");
                Application second = start("second")) {
            first.connect(way);
            first.build(database.settings());
            assertThat(savedBy(first)).containsExactly(way);
            first.end();

            second.connect(way);
            second.build(database.settings());
            assertThat(savedBy(second)).containsExactly(way);
            assertThat(first.calls()).isEmpty();
        }
    }

    @Test
    void theEndIsLoggedWithTheClassLoader() {
        try (CapturedLog log = CapturedLog.of("dev.signals.Signal");
                Application first = start("first")) {
            first.connect("any");
            first.build(database.settings());
            assertThat(log.messages()).isEmpty();
            first.end();

            assertThat(log.messages()).hasSize(1);
            assertThat(log.messages().get(0))
                    .matches(
                            "receiver lambda in \\S+app\\.Shop \\(uid \"audit\"\\) of post_save for any sender is no longer"
                                    + " called: the application of class loader \"first\""
                                    + " \\S+ApplicationLoader@[0-9a-f]+ has ended");
        }
    }

    @Test
    void whileBothRunTheFirstKeepsTheUidAndTheMessageNamesTheirLoaders() throws IOException {
        try (CapturedLog log = CapturedLog.of("dev.signals.Signal");
                Application first = start("first");
                Application second = start("second")) {
            first.connect("any");
            first.build(database.settings());
            second.connect("any");
            second.build(database.settings());

            assertThat(savedBy(second)).isEmpty();
            assertThat(first.calls()).containsExactly("any");
            ErrorsPage.assertListed(
                    RestartIT.class,
                    "uid-taken-in-another-class-loader",
                    log.messages()
                            .get(0)
                            .replace(Application.class.getPackageName() + ".app.", "com.acme.")
                            .replaceAll("\\S+ApplicationLoader@[0-9a-f]+", "com.acme.Loader@1b2c3d"));
        }
    }

    @Test
    void anotherSessionFactoryOfTheSameRunFindsItsReceiversAgain() {
        try (Application first = start("first");
                Application second = start("second")) {
            first.connect("any");
            first.connect("no uid");
            first.connect("observer");
            first.build(database.settings());
            assertThat(savedBy(first)).containsExactly("any", "observer", "no uid", "observer");
            first.closeFactory();

            second.build(database.settings());
            second.save();
            second.end();
            assertThat(first.calls()).isEmpty();

            first.build(database.settings());
            assertThat(savedBy(first)).containsExactly("any", "observer", "no uid", "observer");
        }
    }

    @Test
    void whatIsConnectedAgainMeanwhileIsNotConnectedTwice() {
        try (Application first = start("first")) {
            first.connect("any");
            first.build(database.settings());
            first.closeFactory();
            first.connect("any");
            first.build(database.settings());

            assertThat(savedBy(first)).containsExactly("any");
        }
    }

    @Test
    void whatIsDisconnectedMeanwhileStaysSo() {
        try (Application first = start("first")) {
            first.connect("any");
            first.build(database.settings());
            first.closeFactory();
            assertThat(POST_SAVE.disconnect("audit")).isFalse();
            first.build(database.settings());

            assertThat(savedBy(first)).isEmpty();
        }
    }

    @Test
    void aRunEndsWithTheLastOfItsSessionFactories() {
        try (Application first = start("first")) {
            first.connect("any");
            first.build(database.settings());
            first.build(database.settings());
            first.closeFactory();

            assertThat(savedBy(first)).containsExactly("any");
        }
    }

    @Test
    void aPluginEndsWithItsApplication() throws Exception {
        ApplicationLoader loader = ApplicationLoader.of("first");
        Object plugin = loader.plugin("plugin").create("Plugin");
        assertThat(plugin.getClass().getClassLoader().getName()).isEqualTo("plugin");
        try (Application first = loader.start();
                Application second = start("second")) {
            POST_SAVE.connect(receiver(plugin), uid("plugin"));
            first.build(database.settings());
            first.save();
            first.end();
            second.build(database.settings());
            second.save();

            assertThat(calls(plugin)).containsExactly("plugin");
        }
    }

    @SuppressWarnings("unchecked") // it is one
    private static SignalReceiver<PostSave<?>> receiver(Object plugin) {
        return (SignalReceiver<PostSave<?>>) plugin;
    }

    @SuppressWarnings("unchecked") // it supplies them
    private static List<String> calls(Object plugin) {
        return ((Supplier<List<String>>) plugin).get();
    }

    @Test
    void receiversOfALoaderThatHasNoSessionFactoryStay() throws Exception {
        Object plugin = ApplicationLoader.of("alone").plugin("plugin").create("Plugin");
        try (Application first = start("first");
                Application second = start("second")) {
            POST_SAVE.connect(receiver(plugin));
            first.build(database.settings());
            first.save();
            first.end();
            second.build(database.settings());
            second.save();

            assertThat(calls(plugin)).hasSize(2);
        }
    }

    @Test
    void receiversBesideTheLibraryStayWhateverEnds() {
        List<String> calls = new ArrayList<>();
        POST_SAVE.connect(event -> calls.add("tests"));
        for (String name : List.of("first", "second")) {
            try (Application application = start(name)) {
                application.build(database.settings());
                application.save();
            }
        }
        assertThat(calls).hasSize(2);
    }
}
