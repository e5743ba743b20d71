package dev.signals.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PostSave;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManagerFactory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Beans with receiver methods are receivers. */
class ReceiverBeansTest {

    @ApplicationScoped
    static class Scoped {

        @Inject
        Log log;

        @PostConstruct
        void made() {
            log.add("made");
        }

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("saved " + event.instance());
        }

        String name() {
            return "scoped";
        }
    }

    @Dependent
    static class OnItsOwn {

        static final List<Class<?>> DESTROYED = new CopyOnWriteArrayList<>();

        @Inject
        Log log;

        @PostConstruct
        void made() {
            log.add("made");
        }

        @Receiver
        private void saved(PostSave<Article> event) {
            log.add("saved " + event.instance());
        }

        @PreDestroy
        void destroyed() {
            DESTROYED.add(getClass());
        }
    }

    @Test
    void theBeanItselfIsCalledAndMadeWhenItIsNeeded() {
        try (Magazine magazine = Magazine.with(Scoped.class)) {
            assertThat(magazine.factory().isOpen()).isTrue();
            assertThat(magazine.log()).isEmpty();

            magazine.save(new Article("a"));
            assertThat(magazine.bean(Scoped.class).name()).isEqualTo("scoped");
            magazine.save(new Article("b"));

            assertThat(magazine.log()).containsExactly("made", "saved a", "saved b");
        }
    }

    @Test
    void aDependentBeanIsOneInstanceThatEndsWithTheContainer() {
        try (Magazine magazine = Magazine.with(OnItsOwn.class)) {
            magazine.save(new Article("a"));
            magazine.save(new Article("b"));

            assertThat(magazine.log()).containsExactly("made", "saved a", "saved b");
            assertThat(OnItsOwn.DESTROYED).isEmpty();
        }
        assertThat(OnItsOwn.DESTROYED).containsExactly(OnItsOwn.class);
    }

    @Test
    void theBeanIsCalledWhereASettingNamesItsClass() {
        try (Magazine magazine =
                Magazine.with(unit -> unit.property(SignalSettings.RECEIVERS, Scoped.class), Scoped.class)) {
            magazine.save(new Article("a"));
            assertThat(magazine.bean(Scoped.class).name()).isEqualTo("scoped");

            assertThat(magazine.log()).containsExactly("made", "saved a");
        }
    }

    @Specializes
    @ApplicationScoped
    static class Special extends Scoped {

        @Override
        @Receiver
        void saved(PostSave<Article> event) {
            log.add("special " + event.instance());
        }
    }

    @Test
    void aBeanThatAnotherOneSpecializesIsNotCalled() {
        try (Magazine magazine = Magazine.with(Scoped.class, Special.class)) {
            magazine.save(new Article("a"));

            assertThat(magazine.log()).containsExactly("made", "special a");
        }
    }

    /** No bean by itself. */
    static class Produced {

        private final Log log;

        Produced(Log log) {
            this.log = log;
        }

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("produced " + event.instance());
        }
    }

    @ApplicationScoped
    static class Producer {

        @Produces
        @Dependent
        Produced produce(Log log) {
            return new Produced(log);
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Logged {}

    @Logged
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class LoggingInterceptor {

        @Inject
        Log log;

        @AroundInvoke
        Object log(InvocationContext call) throws Exception {
            log.add("around " + call.getMethod().getName());
            return call.proceed();
        }
    }

    @Logged
    @Dependent
    static class Intercepted {

        @Inject
        Log log;

        @Receiver
        void saved(PostSave<Article> event) {
            log.add("intercepted " + event.instance());
        }
    }

    @Test
    void producersAndInterceptorsAreHeeded() {
        try (Magazine magazine = Magazine.with(Producer.class, Intercepted.class, LoggingInterceptor.class)) {
            magazine.save(new Article("a"));

            assertThat(magazine.log()).containsExactly("around saved", "intercepted a", "produced a");
        }
    }

    @ApplicationScoped
    static class OfOtherUnits {

        @Inject
        Log log;

        @Receiver
        void article(PostSave<Article> event) {
            log.add("article");
        }

        @Receiver
        void elsewhere(PostSave<Runnable> event) {
            log.add("elsewhere");
        }
    }

    @Test
    void aUnitCallsTheMethodsThatAreAboutItsEntities() {
        try (Magazine magazine = Magazine.with(OfOtherUnits.class)) {
            magazine.save(new Article("a"), new Comment("c"));

            assertThat(magazine.log()).containsExactly("article");
        }
    }

    @ApplicationScoped
    static class Surroundings {

        @Produces
        @Dependent
        ReceiverExecutor executor() {
            return ReceiverExecutor.on(task -> new Thread(task, "of the server").start());
        }

        @Produces
        @Dependent
        ContextProvider user() {
            return () -> Map.of("user", "ann");
        }
    }

    @ApplicationScoped
    static class InTheServer {

        @Inject
        Log log;

        @Inject
        FactorySignals signals;

        @Receiver(async = true)
        void saved(PostSave<Article> event) {
            log.add(Thread.currentThread().getName() + " " + event.context());
        }

        int connected() {
            return signals.describe().rows().size();
        }
    }

    @Test
    void executorContextAndSignalsAreBeansToo() {
        try (Magazine magazine = Magazine.with(Surroundings.class, InTheServer.class)) {
            magazine.save(new Article("a"));
            Log log = magazine.bean(Log.class);
            await().until(() -> log.lines().size() == 1);

            assertThat(log.lines()).containsExactly("of the server {user=ann}");
            assertThat(magazine.bean(InTheServer.class).connected()).isOne();
        }
    }

    @ApplicationScoped
    static class OwnSignals {

        @Produces
        @Dependent
        FactorySignals signals(EntityManagerFactory factory) {
            return ModelSignals.of(factory);
        }
    }

    @ApplicationScoped
    static class SignalsOfTheArchive {

        @Produces
        @Dependent
        @Named("archive")
        FactorySignals signals(EntityManagerFactory factory) {
            return ModelSignals.of(factory);
        }

        @Inject
        FactorySignals plain;
    }

    @Test
    void aBeanForTheSignalsOfAnotherUnitDoesNotReplaceThoseWithoutAQualifier() {
        try (Magazine magazine = Magazine.with(SignalsOfTheArchive.class)) {
            assertThat(magazine.bean(FactorySignals.class)).isSameAs(magazine.signals());
        }
    }

    @Test
    void aBeanOfTheApplicationForTheSignalsIsNotInTheWay() {
        try (Magazine magazine = Magazine.with(OwnSignals.class)) {
            assertThat(magazine.bean(FactorySignals.class)).isSameAs(magazine.signals());
        }
    }
}
