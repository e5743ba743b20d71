package dev.signals.examples.shop.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hibernate.cfg.ManagedBeanSettings.DELAY_CDI_ACCESS;
import static org.hibernate.cfg.ManagedBeanSettings.JAKARTA_CDI_BEAN_MANAGER;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PreSave;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManagerFactory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.InstantiationException;
import org.hibernate.cache.spi.CacheImplementor;
import org.hibernate.resource.beans.container.spi.ExtendedBeanManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How CDI makes receivers, here Weld: when, with what, and for how long. */
class CdiReceiversTest {

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Logged {}

    @Logged
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class LoggingInterceptor {

        private final Log log;

        @Inject
        LoggingInterceptor(Log log) {
            this.log = log;
        }

        @AroundInvoke
        Object log(InvocationContext call) throws Exception {
            log.add("around " + call.getMethod().getName());
            return call.proceed();
        }
    }

    @Dependent
    static class Plain {

        private final Log log;

        @Inject
        Plain(Log log) {
            this.log = log;
        }

        @PostConstruct
        void made() {
            log.add("made");
        }

        @Receiver
        private void saving(PreSave<Note> event) {
            log.add("saving " + event.instance());
        }
    }

    /** Has a proxy before it when CDI hands it out. */
    @ApplicationScoped
    static class Scoped {

        private final Log log;

        @Inject
        Scoped(Log log) {
            this.log = log;
        }

        /** For the proxy. */
        Scoped() {
            this(new Log());
        }

        @PostConstruct
        void made() {
            log.add("made");
        }

        @Receiver
        void saving(PreSave<Note> event) {
            log.add("saving " + event.instance());
        }
    }

    /** As {@link Scoped}, with a method that a proxy cannot hand on. */
    @ApplicationScoped
    static class ScopedInPrivate {

        private final Log log;

        @Inject
        ScopedInPrivate(Log log) {
            this.log = log;
        }

        ScopedInPrivate() {
            this(new Log());
        }

        @Receiver
        private void saving(PreSave<Note> event) {
            log.add("saving " + event.instance());
        }
    }

    @Logged
    static class Intercepted {

        private final Log log;

        @Inject
        Intercepted(Log log) {
            this.log = log;
        }

        @Receiver
        void saving(PreSave<Note> event) {
            log.add("saving " + event.instance());
        }

        @Receiver
        private void savingToo(PreSave<Note> event) {
            log.add("saving too " + event.instance());
        }
    }

    static class Forlorn {

        @Inject
        Forlorn(Runnable nobodysBean) {
            nobodysBean.run();
        }

        @Receiver
        void saving(PreSave<Note> event) {}
    }

    /** Needs what is not there, or does without it. */
    static class Modest {

        private static final ThreadLocal<Log> LOG = new ThreadLocal<>();

        private final String made;

        @Inject
        Modest(Runnable nobodysBean) {
            made = "with " + nobodysBean;
        }

        Modest() {
            made = "without";
        }

        @Receiver
        void saving(PreSave<Note> event) {
            LOG.get().add("saving " + event.instance() + " " + made);
        }
    }

    /** Needs no container at all. */
    static class Frugal {

        private static final ThreadLocal<Log> LOG = new ThreadLocal<>();

        @Receiver
        private void saving(PreSave<Note> event) {
            LOG.get().add("saving " + event.instance());
        }
    }

    private final Log log = new Log();

    @Test
    void aClassThatIsNoBeanIsInjected() {
        try (CdiApplication cdi = CdiApplication.of(log, Plain.class)) {
            cdi.save("a");
            cdi.save("b");
        }

        assertThat(log.lines()).containsExactly("made", "saving a", "saving b");
    }

    @Test
    void aBeanOfTheSameClassIsAnotherObject() {
        try (CdiApplication cdi = CdiApplication.of(log, Plain.class, Plain.class)) {
            cdi.bean(Plain.class);
            cdi.save("a");
        }

        assertThat(log.lines()).containsExactly("made", "made", "saving a");
    }

    @Test
    void aReceiverOfNormalScopeIsAnotherObjectTooWithNoProxyBeforeIt() {
        try (CdiApplication cdi = CdiApplication.of(log, ScopedInPrivate.class, ScopedInPrivate.class)) {
            cdi.save("a");
        }

        assertThat(log.lines()).containsExactly("saving a");
    }

    @Test
    void aProxyMayBeRegisteredByHand() {
        try (CdiApplication cdi = CdiApplication.of(log, Frugal.class, Scoped.class)) {
            Frugal.LOG.set(log);
            cdi.signals().register(cdi.bean(Scoped.class));
            cdi.save("a");
            cdi.save("b");
        }

        assertThat(log.lines()).containsExactly("saving a", "made", "saving a", "saving b", "saving b");
    }

    @Test
    void aProxyIsRefusedThatCannotHandOnAPrivateMethod() {
        try (CdiApplication cdi = CdiApplication.of(log, Frugal.class, ScopedInPrivate.class)) {
            ScopedInPrivate proxy = cdi.bean(ScopedInPrivate.class);

            assertThatThrownBy(() -> cdi.signals().register(proxy))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ScopedInPrivate.saving(PreSave<Note>): it is private, and ")
                    .hasMessageContaining(" is a proxy, which only passes on methods that it can override");
        }
    }

    @Test
    void interceptorsAreCalledAroundMethodsThatAreNotPrivate() {
        try (CdiApplication cdi = CdiApplication.of(log, Intercepted.class, LoggingInterceptor.class)) {
            cdi.save("a");
        }

        assertThat(log.lines()).containsExactly("around saving", "saving a", "saving too a");
    }

    @Test
    void ofWhatIsMissingHibernateTellsOnlyThatItCouldNotDoWithoutCdi() {
        try (CdiApplication cdi = CdiApplication.of(log, Forlorn.class)) {
            assertThatThrownBy(() -> cdi.save("a"))
                    .isInstanceOf(InstantiationException.class)
                    .hasMessageContaining("Could not instantiate managed bean directly")
                    .hasMessageContaining(Forlorn.class.getName());
        }
    }

    @Test
    void withASecondConstructorHibernateDoesWithoutCdiAndTellsNobody() {
        Modest.LOG.set(log);
        try (CdiApplication cdi = CdiApplication.of(log, Modest.class)) {
            cdi.save("a");
        }

        assertThat(log.lines()).containsExactly("saving a without");
    }

    @Test
    void withoutABeanManagerAConstructorWithoutParametersIsCalled() {
        Frugal.LOG.set(log);
        try (EntityManagerFactory factory =
                CdiApplication.configuration(Frugal.class).createEntityManagerFactory()) {
            saveIn(factory);
        }

        assertThat(log.lines()).containsExactly("saving a");
    }

    /** Builds a factory while CDI starts, when beans cannot be had yet. */
    private static final class Early implements Extension {

        private final Log log;
        private final boolean delayed;
        private @Nullable EntityManagerFactory factory;

        Early(Log log, boolean delayed) {
            this.log = log;
            this.delayed = delayed;
        }

        void build(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
            event.addBean().types(Log.class).scope(ApplicationScoped.class).createWith(context -> log);
            factory = CdiApplication.configuration(Plain.class)
                    .property(JAKARTA_CDI_BEAN_MANAGER, beanManager)
                    .property(DELAY_CDI_ACCESS, delayed)
                    .createEntityManagerFactory();
        }

        EntityManagerFactory factory() {
            return Objects.requireNonNull(factory);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFactoryMayBeBuiltBeforeBeansCanBeHad(boolean delayed) {
        Early early = new Early(log, delayed);
        try (SeContainer container = CdiApplication.start(early);
                EntityManagerFactory factory = early.factory()) {
            assertThat(container.isRunning()).isTrue();
            saveIn(factory);
        }

        assertThat(log.lines()).containsExactly("made", "saving a");
    }

    /** A server that has no bean manager yet when it builds the factory. */
    private static final class Server implements ExtendedBeanManager {

        private final List<LifecycleListener> listeners = new ArrayList<>();

        @Override
        public void registerLifecycleListener(LifecycleListener listener) {
            listeners.add(listener);
        }
    }

    @Test
    void aFactoryMayBeBuiltBeforeThereIsABeanManager() {
        Server server = new Server();
        try (EntityManagerFactory factory = CdiApplication.configuration(Plain.class)
                        .property(JAKARTA_CDI_BEAN_MANAGER, server)
                        .createEntityManagerFactory();
                CdiApplication cdi = CdiApplication.of(log, Plain.class)) {
            BeanManager beanManager = cdi.bean(BeanManager.class);
            server.listeners.forEach(listener -> listener.beanManagerInitialized(beanManager));
            saveIn(factory);
            server.listeners.forEach(listener -> listener.beforeBeanManagerDestroyed(beanManager));
        }

        assertThat(log.lines()).containsExactly("made", "saving a");
    }

    @Test
    void aFactoryMayBeClosedAfterTheContainer() {
        Early early = new Early(log, false);
        try (SeContainer container = CdiApplication.start(early)) {
            assertThat(container.isRunning()).isTrue();
            saveIn(early.factory());
        }

        early.factory().close();

        assertThat(log.lines()).containsExactly("made", "saving a");
    }

    @Test
    void theContainerClosesTheFactoryThatItHasMade() {
        EntityManagerFactory behindTheProxy;
        try (CdiApplication cdi = CdiApplication.of(log, Plain.class)) {
            cdi.save("a");
            behindTheProxy = cdi.factory().unwrap(CacheImplementor.class).getSessionFactory();
            assertThat(behindTheProxy.isOpen()).isTrue();
        }

        assertThat(behindTheProxy.isOpen()).isFalse();
    }

    private static void saveIn(EntityManagerFactory factory) {
        factory.runInTransaction(entityManager -> entityManager.persist(new Note("a")));
    }
}
