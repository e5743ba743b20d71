package dev.signals.it.model;

import static dev.signals.Options.includingSubtypes;
import static dev.signals.Options.order;
import static dev.signals.Options.uid;
import static dev.signals.Options.weak;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static dev.signals.hibernate.ModelSignals.PRE_SAVE;
import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.afterRollback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Connection;
import dev.signals.SignalReceiver;
import dev.signals.SignalReceiverException;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Savepoints;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Makes the mistakes of docs/errors.md and compares each message with that page, letter by letter. */
class ErrorMessagesIT {

    @MappedSuperclass
    abstract static class Dated {
        int publishedIn;
    }

    @Entity(name = "Article")
    static class Article extends Dated {
        @Id
        @GeneratedValue
        Long id;

        String title = "";

        @ManyToOne(cascade = CascadeType.MERGE)
        Article sequel;

        @ManyToMany(cascade = CascadeType.PERSIST)
        List<Article> related = new ArrayList<>();

        @ManyToMany(mappedBy = "related")
        List<Article> relatedBy = new ArrayList<>();

        @ElementCollection
        List<String> labels = new ArrayList<>();
    }

    static final class CountsWords implements SignalReceiver<String> {
        @Override
        public void receive(String event) {}
    }

    static final class CountsArticles implements SignalReceiver<PreSave<Article>> {
        @Override
        public void receive(PreSave<Article> event) {}
    }

    private final TestFactory factory = open(Map.of());

    private static TestFactory open(Map<String, ?> settings) {
        return TestFactory.of(Database.H2, settings, Article.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void senderIsAMappedSuperclass() throws IOException {
        assertListed("sender-is-a-mapped-superclass", message(() -> PRE_SAVE.connect(Dated.class, event -> {})));
        assertThat(PRE_SAVE.signal().connections()).isEmpty();
    }

    @Test
    void senderIsAnInterface() throws IOException {
        assertListed("sender-is-an-interface", message(() -> PRE_SAVE.connect(Runnable.class, event -> {})));
    }

    @Test
    void noEntityIsASubtype() throws IOException {
        assertListed(
                "no-entity-is-a-subtype",
                message(() -> factory.signals().preSave().connect(Runnable.class, event -> {}, includingSubtypes())));
    }

    @Test
    void switchOfAnotherValue() throws IOException {
        assertListed("switch-of-another-value", message(() -> open(Map.of(SignalSettings.ENABLED, "no"))));
    }

    @Test
    void senderIsNoEntity() throws IOException {
        assertListed(
                "sender-is-no-entity",
                message(() -> factory.signals().postSave().connect(String.class, event -> {})));
        assertThat(factory.signals().postSave().signal().connections()).isEmpty();
    }

    @Test
    void senderIsNoEntityOfAnyFactory() throws IOException {
        try (Connection connection = POST_SAVE.connect(String.class, event -> {})) {
            assertThat(connection.isConnected()).isTrue();
            assertListed("sender-is-no-entity-of-any-factory", message(() -> open(Map.of())));
        }
    }

    @Test
    void noSuchCollection() throws IOException {
        assertListed("no-such-collection", message(() -> m2mChanged("relatives")));
    }

    @Test
    void collectionOfTheOtherSide() throws IOException {
        assertListed(
                "collection-of-the-other-side",
                message(() -> factory.signals().collectionChanged().connect(Article.class, "relatedBy", event -> {})));
    }

    @Test
    void collectionOfTheOtherSignal() throws IOException {
        assertListed("collection-of-the-other-signal", message(() -> m2mChanged("labels")));
    }

    private void m2mChanged(String attribute) {
        factory.signals().m2mChanged().connect(Article.class, attribute, event -> {});
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void receiverOfAnotherEvent() throws IOException {
        SignalReceiver raw = new CountsWords();

        assertListed(
                "receiver-of-another-event",
                message(() -> factory.signals().postSave().connect(Article.class, raw)));
    }

    @Test
    void weakLambda() throws IOException {
        assertListed(
                "weak-lambda", message(() -> factory.signals().postSave().connect(Article.class, event -> {}, weak())));
    }

    @Test
    void optionTwice() throws IOException {
        assertListed(
                "option-twice",
                message(() -> factory.signals().postSave().connect(Article.class, event -> {}, order(1), order(2))));
    }

    @Test
    void subtypesWithoutSender() throws IOException {
        assertListed(
                "subtypes-without-sender",
                message(() -> factory.signals().postSave().connect(event -> {}, includingSubtypes())));
    }

    @Test
    void secondConnectWithTheSameUid() throws IOException {
        try (CapturedLog log = CapturedLog.of("dev.signals.Signal")) {
            Connection first = factory.signals().preSave().connect(Article.class, event -> {}, uid("auto-slug"));
            Connection second =
                    factory.signals().preSave().connect(Article.class, new CountsArticles(), uid("auto-slug"));

            assertThat(second).isSameAs(first);
            assertListed("second-connect-with-the-same-uid", log.last());
        }
    }

    @Test
    void librarySwitchedOff() throws IOException {
        try (TestFactory off = open(Map.of(SignalSettings.ENABLED, "false"))) {
            assertListed("library-switched-off", message(off::signals));
        }
    }

    @Test
    void throwingReceiver() throws IOException {
        IllegalArgumentException thrown = new IllegalArgumentException("no title");
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> {
                            throw thrown;
                        },
                        uid("auto-slug"));

        Throwable caught = catchThrowable(() -> factory.inTransaction(session -> session.persist(new Article())));

        assertThat(caught).isSameAs(thrown);
        assertListed("throwing-receiver", caught.getSuppressed()[0].getMessage());
    }

    @Test
    void throwingReceiverChecked() throws IOException {
        factory.signals()
                .preSave()
                .connect(
                        Article.class,
                        event -> {
                            throw new IOException("disk full");
                        },
                        uid("auto-slug"));

        Throwable caught = catchThrowable(() -> factory.inTransaction(session -> session.persist(new Article())));

        assertThat(caught).isInstanceOf(SignalReceiverException.class).hasCauseInstanceOf(IOException.class);
        assertListed("throwing-receiver-checked", caught.getMessage());
    }

    @Test
    void throwingReceiverAfterCommit() throws IOException {
        factory.signals()
                .postSave()
                .connect(
                        Article.class,
                        event -> {
                            throw new IllegalStateException("mail server down");
                        },
                        afterCommit());
        try (CapturedLog log = CapturedLog.of("dev.signals.Signal")) {
            factory.inTransaction(session -> session.persist(new Article()));

            assertListed("throwing-receiver-after-commit", log.last());
        }
        assertThat(factory.count("Article")).isEqualTo(1);
    }

    @Test
    void insideACascade() throws IOException {
        factory.signals().preSave().connect(Article.class, event -> {
            if (event.insideCascade()) {
                event.session().flush();
            }
        });

        Throwable caught = catchThrowable(() -> factory.inTransaction(session -> session.merge(withSequel())));

        assertThat(caught).hasMessageContaining("Flush during cascade is dangerous");
        assertListed("inside-a-cascade", caught.getSuppressed()[1].getMessage());
    }

    @Test
    void flushOfANewElement() throws IOException {
        factory.signals().preSave().connect(Article.class, event -> {
            if (event.instance().title.equals("related")) {
                event.session().flush();
            }
        });

        Throwable caught = catchThrowable(() -> factory.inTransaction(session -> {
            Article article = new Article();
            session.persist(article);
            Article related = new Article();
            related.title = "related";
            article.related.add(related);
        }));

        assertThat(caught).isInstanceOf(IllegalStateException.class);
        assertListed("flush-of-a-new-element", caught.getMessage());
    }

    @Test
    void insideACascadeWhenStrict() throws IOException {
        try (TestFactory strict = open(Map.of(SignalSettings.STRICT, "true"))) {
            strict.signals().preSave().connect(Article.class, event -> {});

            Throwable caught = catchThrowable(() -> strict.inTransaction(session -> session.merge(withSequel())));

            assertThat(caught).isInstanceOf(IllegalStateException.class);
            assertListed("inside-a-cascade-when-strict", caught.getMessage());
            assertThat(strict.count("Article")).isZero();
            strict.inTransaction(session -> session.persist(new Article()));
            assertThat(strict.count("Article")).isEqualTo(1);
        }
    }

    @Test
    void sessionOfAStatelessSession() throws IOException {
        factory.signals().postSave().connect(Article.class, event -> event.session());

        Throwable caught = catchThrowable(
                () -> factory.sessionFactory().inStatelessTransaction(session -> session.insert(new Article())));

        assertListed("session-of-a-stateless-session", caught.getMessage());
    }

    @Test
    void sessionAfterTheTransaction() throws IOException {
        List<String> messages = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(Article.class, event -> messages.add(message(event::session)), afterCommit());

        factory.inTransaction(session -> session.persist(new Article()));

        assertListed("session-after-the-transaction", messages.get(0));
    }

    @Test
    void changedAfterARollback() throws IOException {
        assertListed(
                "changed-after-a-rollback",
                message(() -> factory.signals().changed().connect(Article.class, event -> {}, afterRollback())));
    }

    @Test
    void collectionsThatNobodyAskedFor() throws IOException {
        List<String> messages = new ArrayList<>();
        factory.signals()
                .changed()
                .connect(
                        Article.class,
                        event -> messages.add(catchThrowable(event::collections).getMessage()));

        factory.inTransaction(session -> session.persist(new Article()));

        assertListed("collections-that-nobody-asked-for", messages.get(0));
    }

    @Test
    void savepointWithoutATransaction() throws IOException {
        try (Session session = factory.sessionFactory().openSession()) {
            assertListed("savepoint-without-a-transaction", message(() -> Savepoints.run(session, () -> {})));
        }
    }

    @Test
    void closedSession() throws IOException {
        Session session = factory.sessionFactory().openSession();
        session.close();

        assertListed("closed-session", message(() -> factory.signals().mute(session)));
        assertThat(message(() -> factory.signals().timeline(session))).contains("needs an open session");
        assertThat(message(() -> factory.signals().withoutSignals(session, () -> {})))
                .contains("needs an open session");
        assertThat(message(() -> factory.signals().raw(session, () -> {}))).contains("needs an open session");
    }

    @Test
    void callThatIsRejected() throws IOException {
        factory.signals().postSave().connect(Article.class, event -> {}, afterCommit(ReceiverExecutor.on(work -> {
            throw new RejectedExecutionException("full");
        })));
        try (CapturedLog log = CapturedLog.of("dev.signals.Signal")) {
            factory.inTransaction(session -> session.persist(new Article()));

            assertListed("call-that-is-rejected", log.last());
        }
    }

    private static Article withSequel() {
        Article article = new Article();
        article.sequel = new Article();
        return article;
    }

    private static String message(ThrowingCallable mistake) {
        return catchThrowable(mistake).getMessage();
    }

    private static void assertListed(String heading, String message) throws IOException {
        ErrorsPage.assertListed(ErrorMessagesIT.class, heading, message);
    }
}
