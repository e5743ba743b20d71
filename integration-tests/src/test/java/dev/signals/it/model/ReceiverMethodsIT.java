package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.ErrorPolicy;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.Registration;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Methods annotated with {@code @Receiver}. */
@OnEveryDatabase
class ReceiverMethodsIT {

    private static final List<String> LOG = new ArrayList<>();

    private final Database database;
    private final TestFactory factory;

    ReceiverMethodsIT(Database database) {
        this.database = database;
        factory = TestFactory.of(database, Zoo.entities());
        LOG.clear();
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void saveNote() {
        factory.inTransaction(session -> session.persist(new Note("a")));
    }

    static class Kinds {
        @Receiver
        private void hidden(PostSave<Note> event) {
            LOG.add("private " + event.instance().text);
        }

        @Receiver
        static void shared(PreSave<Note> event) {
            LOG.add("static " + event.instance().text);
        }

        @Receiver(phase = TransactionPhase.AFTER_COMMIT)
        public void later(PostSave<?> event) {
            LOG.add("any, after the commit");
        }

        @Receiver(order = -1, uid = "first")
        void first(PostSave<Note> event) {
            LOG.add("first");
        }

        @Receiver
        void another(PostSave<Article> event) {
            LOG.add("never");
        }

        void noReceiver(PostSave<Note> event) {
            LOG.add("never");
        }
    }

    @Test
    void everyAnnotatedMethodIsConnectedAsItsParameterSays() {
        Registration registration = factory.signals().register(new Kinds());

        saveNote();

        assertThat(LOG).containsExactly("static a", "first", "private a", "any, after the commit");
        assertThat(registration.connections())
                .extracting(Connection::toString)
                .contains("receiver " + Kinds.class.getName() + ".hidden of post_save for " + Note.class.getName());
    }

    @Test
    void anObjectIsRegisteredOnceAndCanBeUnregistered() {
        Kinds kinds = new Kinds();
        assertThat(factory.signals().register(kinds)).isSameAs(factory.signals().register(kinds));

        saveNote();
        assertThat(LOG).hasSize(4);

        assertThat(factory.signals().unregister(kinds)).isTrue();
        assertThat(factory.signals().unregister(kinds)).isFalse();
        saveNote();
        assertThat(LOG).hasSize(4);

        factory.signals().register(kinds).close();
        factory.signals().register(kinds);
        saveNote();
        assertThat(LOG).hasSize(8);
    }

    abstract static class Base<T> {
        @Receiver
        void saved(PostSave<T> event) {
            LOG.add("base " + event.sender().getSimpleName());
        }

        @Receiver
        void overridden(PreSave<T> event) {
            LOG.add("never");
        }
    }

    static class ForNotes extends Base<Note> {
        @Override
        void overridden(PreSave<Note> event) {
            LOG.add("override");
        }
    }

    @Test
    void inheritedMethodsHaveTheSenderOfTheSubclassAndOverridesAreCalledOnce() {
        factory.signals().register(new ForNotes());

        saveNote();
        factory.inTransaction(session -> session.persist(new Tag()));

        assertThat(LOG).containsExactly("override", "base Note");
    }

    abstract static class OfAnyEvent<E extends ModelEvent<?>> {
        @Receiver(PostSave.class)
        void told(E event) {
            LOG.add("never");
        }
    }

    static class OfSaves extends OfAnyEvent<PostSave<Note>> {
        @Override
        @Receiver
        void told(PostSave<Note> event) {
            LOG.add("once");
        }
    }

    static class OfSavesUnannotated extends OfAnyEvent<PostSave<Note>> {
        @Override
        void told(PostSave<Note> event) {
            LOG.add("through the superclass");
        }
    }

    @Test
    void anOverrideUnderAnotherErasureIsCalledOnce() {
        factory.signals().register(new OfSaves());
        factory.signals().register(new OfSavesUnannotated());

        saveNote();

        assertThat(LOG).containsExactly("once", "through the superclass");
    }

    interface Audited<T> {
        @Receiver
        default void audit(PostSave<T> event) {
            LOG.add("audited " + event.sender().getSimpleName());
        }
    }

    static class AuditedNotes implements Audited<Note> {
        @Receiver
        void all(List<? extends Changed<Note>> events) {
            LOG.add("all " + events.size());
        }
    }

    @Test
    void defaultMethodsOfInterfacesAndWildcardsAreUnderstood() {
        factory.signals().register(new AuditedNotes());

        saveNote();
        factory.inTransaction(session -> session.persist(new Author("a")));

        assertThat(LOG).containsExactly("audited Note", "all 1");
    }

    static class Several {
        @Receiver({PostSave.class, PostDelete.class})
        void both(ModelEvent<Note> event) {
            LOG.add(event.toString().replaceAll(" .*", ""));
        }

        @Receiver
        void all(List<Changed<Note>> events) {
            LOG.add(events.size() + " changed");
        }

        /** What Kotlin makes of {@code List<Changed<Note>>}. */
        @Receiver
        void allOfKotlin(List<? extends Changed<Note>> events) {
            LOG.add(events.size() + " changed, as Kotlin has it");
        }
    }

    @Test
    void aMethodMayHearSeveralSignalsOrAWholeTransaction() {
        factory.signals().register(new Several());

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            Note gone = new Note("b");
            session.persist(gone);
            session.flush();
            session.remove(gone);
            session.persist(new Author("c"));
        });

        assertThat(LOG)
                .containsExactly("post_save", "post_save", "post_delete", "1 changed", "1 changed, as Kotlin has it");
    }

    static class OnChange {
        @Receiver(onChange = {"name"})
        void renamed(PostSave<Author> event) {
            LOG.add("renamed " + event.instance().name);
        }

        @Receiver(attribute = "tags")
        void tagged(M2mChanged<Article> event) {
            LOG.add("" + event.action());
        }
    }

    @Test
    void aMethodMayBeAboutSomeAttributesOnly() {
        factory.signals().register(new OnChange());
        Author author = factory.saved(new Author("a"));

        factory.inTransaction(session -> session.find(Author.class, author.id).revision = 7);
        factory.inTransaction(session -> session.find(Author.class, author.id).name = "b");
        factory.inTransaction(session -> {
            Article article = new Article("t");
            Tag tag = new Tag();
            session.persist(tag);
            article.tags.add(tag);
            session.persist(article);
        });

        assertThat(LOG).containsExactly("renamed a", "renamed b", "pre_add", "post_add");
    }

    static class Background {
        final CountDownLatch called = new CountDownLatch(1);
        volatile String thread = "none";

        @Receiver(async = true)
        void saved(PostSave<Note> event) {
            thread = Thread.currentThread() + "";
            called.countDown();
        }
    }

    @Test
    void anAsynchronousMethodIsCalledAfterTheCommitInAnotherThread() throws Exception {
        Background background = new Background();
        Registration registration = factory.signals().register(background);

        factory.inTransaction(session -> {
            session.persist(new Note("a"));
            session.flush();
            assertThat(background.called.getCount()).isEqualTo(1);
        });

        assertThat(background.called.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(background.thread).isNotEqualTo(Thread.currentThread() + "");
        assertThat(registration.connections().get(0).delivery())
                .hasValueSatisfying(delivery -> assertThat(delivery.toString())
                        .isEqualTo("afterCommit(" + factory.signals().executor() + ")"));
    }

    @Test
    void theExecutorIsThatOfTheSetting() {
        ReceiverExecutor executor = ReceiverExecutor.on(Runnable::run);
        try (TestFactory other = TestFactory.of(database, Map.of(SignalSettings.EXECUTOR, executor), Zoo.entities())) {
            Background background = new Background();
            other.signals().register(background);
            other.inTransaction(session -> session.persist(new Note("a")));
            assertThat(background.thread).isEqualTo(Thread.currentThread() + "");
            assertThat(other.signals().executor()).isSameAs(executor);
        }
    }

    static class Failing {
        @Receiver(onError = ErrorPolicy.ISOLATE)
        void isolated(PostSave<Note> event) {
            throw new IllegalStateException("isolated");
        }

        @Receiver
        void checked(PreSave<Author> event) throws Exception {
            throw new java.io.IOException("checked");
        }
    }

    @Test
    void exceptionsAreThoseOfTheMethod() {
        factory.signals().register(new Failing());
        factory.signals().onFailure((connection, event, failure) -> LOG.add(failure.getMessage()));

        saveNote();
        assertThat(LOG).containsExactly("isolated");
        assertThatThrownBy(() -> factory.inTransaction(session -> session.persist(new Author("a"))))
                .hasRootCauseMessage("checked");
    }

    static class NoEntity {
        @Receiver
        void fine(PreSave<Note> event) {
            LOG.add("never");
        }

        @Receiver
        void saved(PostSave<String> event) {}
    }

    @Test
    void ifOneMethodIsRefusedNoneIsConnected() {
        assertThat(refusal(new NoEntity())).contains("java.lang.String is no entity of session factory \"test\"");

        saveNote();

        assertThat(LOG).isEmpty();
    }

    private String refusal(Object receivers) {
        try {
            factory.signals().register(receivers);
            return "none";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
