package dev.signals.it.testing;

import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.test.SignalAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import dev.signals.test.SignalMapAssert;
import dev.signals.test.SignalRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A committed map of the receivers, and what a reviewer reads when the application no longer agrees with it. */
class CommittedMapIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        Long id = 1L;
    }

    static class Slugs {
        @Receiver
        void fill(PreSave<Article> event) {}
    }

    static class Words {
        @Receiver
        void count(PreSave<Article> event) {}
    }

    static class Mail {
        @Receiver(phase = TransactionPhase.AFTER_COMMIT)
        void send(PostSave<Article> event) {}
    }

    static class Titles {
        @Receiver
        void fill(PreSave<Article> event) {}
    }

    static class Audit {
        @Receiver
        void saved(PreSave<?> event) {}
    }

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("made").resolve("signals.map");
    }

    /** Commits the map of an application with these receivers. */
    private void commit(Consumer<FactorySignals> connect) {
        System.setProperty(SignalMapAssert.RENEW, "true");
        try {
            check(connect);
        } finally {
            System.clearProperty(SignalMapAssert.RENEW);
        }
    }

    /** Compares the map of an application with these receivers. */
    private void check(Consumer<FactorySignals> connect) {
        try (TestFactory factory = TestFactory.of(Database.H2, Article.class)) {
            connect.accept(factory.signals());
            assertThat(SignalMap.of(factory.sessionFactory())).isAsCommitted(file());
        }
    }

    private void commitMethods(Object... receivers) {
        commit(signals -> register(signals, receivers));
    }

    private static void register(FactorySignals signals, Object... receivers) {
        for (Object each : receivers) {
            signals.register(each);
        }
    }

    /** Asserts that the map no longer agrees, with the message of a section of the page. */
    private void assertListed(String heading, Consumer<FactorySignals> connect) {
        assertThatThrownBy(() -> check(connect))
                .isInstanceOf(AssertionError.class)
                .satisfies(error -> {
                    String message = error.getMessage()
                            .replace(file().toString(), "signals.map")
                            .replaceAll(":\\d+", ":42");
                    ErrorsPage.assertListed(CommittedMapIT.class, heading, message);
                });
    }

    private void assertListedMethods(String heading, Object... receivers) {
        assertListed(heading, signals -> register(signals, receivers));
    }

    @Test
    void aReceiverThatIsAddedFails() {
        commitMethods(new Slugs());

        assertListedMethods("receiver-added", new Slugs(), new Mail());
    }

    @Test
    void aReceiverThatIsRemovedFails() {
        commitMethods(new Slugs(), new Mail());

        assertListedMethods("receiver-removed", new Slugs());
    }

    @Test
    void aReceiverThatIsMovedToAnotherClassFails() {
        commitMethods(new Slugs(), new Words());

        assertListedMethods("receiver-moved", new Titles(), new Words());
    }

    @Test
    void receiversThatAreReorderedFail() {
        commitMethods(new Slugs(), new Words());

        assertListedMethods("receivers-reordered", new Words(), new Slugs());
    }

    /** Connects with one lambda, for two kinds of options. */
    private static void connectMail(FactorySignals signals, boolean afterCommit) {
        signals.postSave().connect(Article.class, event -> {}, uid("mail"), afterCommit ? afterCommit() : order(1));
    }

    @Test
    void aReceiverWithOtherOptionsFails() {
        commit(signals -> connectMail(signals, false));

        assertListed("receiver-changed", signals -> connectMail(signals, true));
    }

    @Test
    void aLambdaThatIsMovedIsRecognizedByItsUid() {
        commit(signals -> connectMail(signals, false));

        assertThatThrownBy(() ->
                        check(signals -> signals.postSave().connect(Article.class, event -> {}, uid("mail"), order(2))))
                .hasMessageContaining("\n  moved      post_save for " + Article.class.getName() + ": lambda in ")
                .hasMessageContaining(".aLambdaThatIsMovedIsRecognizedByItsUid:")
                .hasMessageContaining(", uid \"mail\", order 2; was lambda in " + CommittedMapIT.class.getName()
                        + ".connectMail, uid");
    }

    @Test
    void receiversOfOtherSendersShowAtTheirPlaceAndAreReportedOnce() throws IOException {
        commitMethods(new Slugs(), new Audit());
        assertThat(Files.readString(file())).endsWith("""

                        pre_save for any
                            #Audit.saved

                        pre_save for #Article
                            #Slugs.fill
                            #Audit.saved (for any)
                        """.replace("#", CommittedMapIT.class.getName() + "$"));

        assertThatThrownBy(() -> check(signals -> register(signals, new Audit(), new Slugs())))
                .hasMessageContaining(": " + Slugs.class.getName() + ".fill is now called after "
                        + Audit.class.getName() + ".saved\nif");
        assertThatThrownBy(() -> check(signals -> register(signals, new Slugs())))
                .hasMessageMatching("(?s)[^\n]+\n  removed    pre_save for any: [^\n]+\nif this is [^\n]+");
    }

    @Test
    void linesOfLambdasAreNotCompared() throws IOException {
        commit(CommittedMapIT::connectTwo);
        String committed = Files.readString(file());
        assertThat(committed).containsPattern("connectTwo:\\d+, order 1").doesNotContainPattern("connectOne:\\d+");

        Files.writeString(
                file(), committed.replaceAll("connectTwo:", "connectTwo:1").replace("\n", "\r\n"));
        check(CommittedMapIT::connectTwo);

        assertThatThrownBy(() -> check(CommittedMapIT::connectOne))
                .hasMessageContaining("\n  removed    post_save for ");
    }

    private static void connectTwo(FactorySignals signals) {
        signals.postSave().connect(Article.class, event -> {}, order(1));
        signals.postSave().connect(Article.class, event -> {}, order(2));
        connectOne(signals);
    }

    private static void connectOne(FactorySignals signals) {
        signals.postDelete().connect(Article.class, event -> {});
    }

    @Test
    void anOptionOfSeveralLinesIsOneLineOfTheFile() {
        Consumer<FactorySignals> connect =
                signals -> signals.preSave().connect(Article.class, event -> {}, uid("two\n  lines"), order(1));

        commit(connect);

        assertThatCode(() -> check(connect)).doesNotThrowAnyException();
    }

    @Test
    void aRecorderIsNoReceiverOfTheApplication() {
        commitMethods(new Slugs());

        check(signals -> {
            register(signals, new Slugs());
            SignalRecorder.of(signals.preSave(), signals.postSave());
        });
    }

    @Test
    void aMapThatWasNeverCommittedFails() {
        assertThatThrownBy(() -> check(signals -> {}))
                .isInstanceOf(AssertionError.class)
                .satisfies(error -> ErrorsPage.assertListed(
                        CommittedMapIT.class,
                        "map-not-committed",
                        error.getMessage().replace(file().getParent().toString(), "/home/ann/blog")));
    }
}
