package dev.signals.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalMap;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Which events reach which observer methods, and what is connected for them. */
class ObserversTest {

    @ApplicationScoped
    static class OfTypes {

        @Inject
        Log log;

        void article(@Observes PostSave<Article> event) {
            log.add("Article " + event.instance());
        }

        void subtypes(@Observes PostSave<? extends Article> event) {
            log.add("? extends Article " + event.instance());
        }

        <T extends Article> void variable(@Observes PostSave<T> event) {
            log.add("T extends Article " + event.instance());
        }

        void any(@Observes PostSave<?> event) {
            log.add("? " + event.instance());
        }

        @SuppressWarnings("rawtypes")
        void raw(@Observes PostSave event) {
            log.add("raw " + event.instance());
        }

        void everything(@Observes Object event) {
            if (event instanceof PostSave<?>) {
                log.add("Object");
            }
        }
    }

    @Test
    void theTypeSaysTheSenderAsInReceiverMethods() {
        try (Magazine magazine = Magazine.with(OfTypes.class)) {
            magazine.save(new Article("a"));
            assertThat(magazine.log())
                    .containsExactly("? a", "Article a", "raw a", "? extends Article a", "T extends Article a");

            magazine.save(new Feature("f"));
            assertThat(magazine.log()).containsExactly("? f", "raw f", "? extends Article f", "T extends Article f");

            magazine.save(new Comment("c"));
            assertThat(magazine.log()).containsExactly("? c", "raw c");
        }
    }

    abstract static class OfAny<T> {

        @Inject
        Log log;

        void exact(@Observes PostSave<T> event) {
            log.add("exact " + event.instance());
        }

        void subtypes(@Observes PostSave<? extends T> event) {
            log.add("subtypes " + event.instance());
        }
    }

    @ApplicationScoped
    static class OfAnyArticle extends OfAny<Article> {}

    @Test
    void aSubclassSaysWhatTheTypesOfItsSuperclassAre() {
        try (Magazine magazine = Magazine.with(OfAnyArticle.class)) {
            magazine.save(new Article("a"), new Feature("f"), new Comment("c"));

            assertThat(magazine.log()).containsExactly("exact a", "subtypes a", "subtypes f");
        }
    }

    @ApplicationScoped
    static class OfArticles {

        @Inject
        Log log;

        void saved(@Observes PostSave<Article> event) {
            log.add("saved");
        }
    }

    @Test
    void onlyWhatIsObservedIsConnected() {
        try (Magazine magazine = Magazine.with(OfArticles.class)) {
            assertThat(magazine.signals().describe().rows())
                    .extracting(SignalMap.Row::signal, SignalMap.Row::receiver)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("post_save", OfArticles.class.getName() + ".saved"));
            assertThat(magazine.signals().postSave().hasReceivers(Article.class))
                    .isTrue();
            assertThat(magazine.signals().postSave().hasReceivers(Comment.class))
                    .isFalse();
            assertThat(magazine.signals().preSave().hasReceivers(Article.class)).isFalse();
        }
    }

    @Test
    void nothingIsConnectedWithoutObservers() {
        try (Magazine magazine = Magazine.with()) {
            assertThat(magazine.signals().describe().rows()).isEmpty();
        }
    }

    @ApplicationScoped
    static class Writer {

        void slug(@Observes PreSave<Article> event) {
            event.instance().title = event.instance().title.replace(' ', '-');
        }

        void comment(@Observes PostSave<Article> event) {
            event.session().persist(new Comment("on " + event.instance()));
        }
    }

    @Test
    void anObserverMayWrite() {
        try (Magazine magazine = Magazine.with(Writer.class)) {
            magazine.save(new Article("Hello world"));

            magazine.inTransaction(entityManager -> {
                assertThat(entityManager
                                .createQuery("select title from Article", String.class)
                                .getResultList())
                        .containsExactly("Hello-world");
                assertThat(entityManager
                                .createQuery("select text from Remark", String.class)
                                .getResultList())
                        .containsExactly("on Hello-world");
            });
        }
    }

    @ApplicationScoped
    static class OfSeveralSignals {

        @Inject
        Log log;

        void deleted(@Observes PostDelete<Article> event) {
            log.add("deleted " + event.instance());
        }

        void changed(@Observes Changed<Article> event) {
            log.add(event.kind() + " " + event.instance());
        }
    }

    @Test
    void eachSignalMayBeObserved() {
        try (Magazine magazine = Magazine.with(OfSeveralSignals.class)) {
            Article article = new Article("a");
            magazine.save(article);
            magazine.inTransaction(
                    entityManager -> entityManager.remove(entityManager.find(Article.class, article.id)));

            assertThat(magazine.log()).containsExactly("CREATED a", "deleted a", "DELETED a");
        }
    }

    @ApplicationScoped
    static class OfSenders {

        @Inject
        Log log;

        void bulk(@Observes @Sender(Article.class) BulkStatement event) {
            log.add(event.kind() + " " + event.rows());
        }

        void several(@Observes @Sender({Feature.class, Comment.class}) PostSave<?> event) {
            log.add("several " + event.instance());
        }

        void exact(@Observes @Sender(Feature.class) PostSave<? extends Article> event) {
            log.add("exact " + event.instance());
        }

        void including(@Observes @Sender(value = Article.class, includingSubtypes = true) PostSave<?> event) {
            log.add("including " + event.instance());
        }

        void named(@Observes @Sender(entity = "Remark") PostSave<?> event) {
            log.add("named " + event.instance());
        }
    }

    @Test
    void aQualifierSaysTheSendersThatTheTypeDoesNotSay() {
        try (Magazine magazine = Magazine.with(unit -> unit.property(SignalSettings.BULK, true), OfSenders.class)) {
            magazine.save(new Article("a"));
            assertThat(magazine.log()).containsExactly("including a");

            magazine.save(new Feature("f"));
            assertThat(magazine.log()).containsExactly("exact f", "including f", "several f");

            magazine.save(new Comment("c"));
            assertThat(magazine.log()).containsExactly("named c", "several c");

            magazine.inTransaction(entityManager -> {
                entityManager.createQuery("update Article set pages = 2").executeUpdate();
                entityManager.createQuery("delete Remark").executeUpdate();
                entityManager.createQuery("delete Article").executeUpdate();
            });
            assertThat(magazine.log()).containsExactly("UPDATE 2", "DELETE 2");
        }
    }

    @Dependent
    static class OfTheContainer {

        @Inject
        Log log;

        private void hidden(@Observes PostSave<Article> event, Log injected) {
            injected.add("private " + event.instance());
        }

        static void shared(@Observes PostSave<Article> event, Log injected) {
            injected.add("static " + event.instance());
        }
    }

    /** Adds an observer without a method, and replaces one that has a method. */
    static final class Changes implements Extension {

        void add(@Observes AfterBeanDiscovery event) {
            event.<PostSave<Article>>addObserverMethod()
                    .beanClass(ObserversTest.class)
                    .observedType(new TypeLiteral<PostSave<Article>>() {}.getType())
                    .notifyWith(call -> log("added " + call.getEvent().instance()));
        }

        void replace(@Observes ProcessObserverMethod<PostSave<Article>, OfArticles> found) {
            found.configureObserverMethod()
                    .priority(3000)
                    .notifyWith(call -> log("replaced " + call.getEvent().instance()));
        }

        private static void log(String line) {
            CDI.current().select(Log.class).get().add(line);
        }
    }

    @Test
    void observersThatAnExtensionAddsOrReplacesAreCalled() {
        try (Magazine magazine = Magazine.with(unit -> unit, new Changes(), OfArticles.class)) {
            magazine.save(new Article("a"));

            assertThat(magazine.log()).containsExactly("added a", "replaced a");
            assertThat(magazine.signals().describe().rows())
                    .extracting(SignalMap.Row::receiver)
                    .containsExactly(
                            "observer of " + ObserversTest.class.getName(), OfArticles.class.getName() + ".saved");
        }
    }

    @ApplicationScoped
    static class IfThere {

        @Inject
        Log log;

        void saved(@Observes(notifyObserver = Reception.IF_EXISTS) PostSave<Article> event) {
            log.add("there " + event.instance());
        }

        void use() {
            log.add("used");
        }
    }

    @Test
    void theContainerCallsTheMethodAsItCallsOtherObservers() {
        try (Magazine magazine = Magazine.with(OfTheContainer.class, IfThere.class)) {
            magazine.save(new Article("a"));
            assertThat(magazine.log()).containsExactly("private a", "static a");

            magazine.bean(IfThere.class).use();
            magazine.save(new Article("b"));
            assertThat(magazine.log()).containsExactly("used", "there b", "private b", "static b");
        }
    }
}
