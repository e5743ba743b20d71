package dev.signals.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hibernate.cfg.ManagedBeanSettings.JAKARTA_CDI_BEAN_MANAGER;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PostSave;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.resource.beans.container.spi.ExtendedBeanManager;
import org.jboss.weld.environment.se.Weld;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How session factory and container find each other, whichever is there first, and how they part. */
class StartTest {

    @ApplicationScoped
    static class Both {

        @Inject
        Log log;

        void observed(@Observes PostSave<Article> event) {
            log.add("observed " + event.instance());
        }

        @Receiver
        void received(PostSave<Article> event) {
            log.add("received " + event.instance());
        }

        List<String> logged() {
            return log.take();
        }
    }

    private static List<String> log(SeContainer container) {
        return container.select(Both.class).get().logged();
    }

    private static void save(EntityManagerFactory factory, String title) {
        factory.runInTransaction(entityManager -> entityManager.persist(new Article(title)));
    }

    @Test
    void theContainerFindsTheExtensionAndTheFactoryFindsTheContainer() {
        try (SeContainer container =
                        new Weld().addBeanClasses(Log.class, Both.class).initialize();
                EntityManagerFactory factory = Magazine.unit().createEntityManagerFactory()) {
            save(factory, "a");

            assertThat(log(container)).containsExactly("received a", "observed a");
        }
    }

    @Test
    void withoutAContainerNothingIsConnected() {
        try (EntityManagerFactory factory = Magazine.unit().createEntityManagerFactory()) {
            assertThat(ModelSignals.of(factory).describe().rows()).isEmpty();
        }
    }

    @Test
    void aUnitThatIsSwitchedOffIsLeftAlone() {
        try (Magazine magazine = Magazine.with(unit -> unit.property(SignalSettings.ENABLED, false), Both.class)) {
            magazine.save(new Article("a"));

            assertThat(magazine.log()).isEmpty();
        }
    }

    @Test
    void severalUnitsShareTheBeans() {
        try (Magazine magazine = Magazine.with(Both.class);
                EntityManagerFactory other = Magazine.unit().createEntityManagerFactory()) {
            magazine.save(new Article("a"));
            save(other, "b");

            assertThat(magazine.log()).containsExactly("received a", "observed a", "received b", "observed b");
        }
    }

    /** Builds a session factory while the container starts, when there are no beans yet. */
    private static final class Early implements Extension {

        private final boolean named;
        private @Nullable EntityManagerFactory factory;

        Early(boolean named) {
            this.named = named;
        }

        void build(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
            factory = (named ? Magazine.unit().property(SignalSettings.RECEIVERS, Both.class) : Magazine.unit())
                    .property(JAKARTA_CDI_BEAN_MANAGER, beanManager)
                    .createEntityManagerFactory();
        }

        EntityManagerFactory factory() {
            return Objects.requireNonNull(factory);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFactoryThatIsThereFirstIsConnectedWhenTheContainerHasStarted(boolean named) {
        Early early = new Early(named);
        try (SeContainer container = Magazine.container(early, Both.class);
                EntityManagerFactory factory = early.factory()) {
            save(factory, "a");

            assertThat(log(container)).containsExactlyInAnyOrder("received a", "observed a");
        }
    }

    @Test
    void aFactoryThatIsClosedBeforeTheContainerHasStartedIsLeftAlone() {
        Early early = new Early(false);
        try (SeContainer container = Magazine.container(new Closing(early), Both.class)) {
            assertThat(early.factory().isOpen()).isFalse();
            assertThat(log(container)).isEmpty();
        }
    }

    private record Closing(Early early) implements Extension {

        void build(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
            early.build(event, beanManager);
            early.factory().close();
        }
    }

    /** A server that has no bean manager yet when it builds the factory, as WildFly. */
    private static final class Server implements ExtendedBeanManager {

        private final List<LifecycleListener> listeners = new ArrayList<>();

        @Override
        public void registerLifecycleListener(LifecycleListener listener) {
            listeners.add(listener);
        }
    }

    @Test
    void aFactoryIsConnectedWhenTheServerHasABeanManager() {
        Server server = new Server();
        try (EntityManagerFactory factory = Magazine.unit()
                        .property(JAKARTA_CDI_BEAN_MANAGER, server)
                        .createEntityManagerFactory();
                Magazine magazine = Magazine.with(Both.class)) {
            BeanManager beanManager = magazine.bean(BeanManager.class);
            server.listeners.forEach(listener -> listener.beanManagerInitialized(beanManager));
            save(factory, "a");
            server.listeners.forEach(listener -> listener.beforeBeanManagerDestroyed(beanManager));

            assertThat(magazine.log()).containsExactly("observed a", "received a");
        }
    }

    @Test
    void aFactoryThatOutlivesTheContainerCallsItNoMore() {
        try (EntityManagerFactory factory = open()) {
            assertThat(ModelSignals.of(factory).describe().rows()).isEmpty();
            save(factory, "late");
        }
    }

    @Test
    void aFactoryThatWasBuiltWithTheBeansAndOutlivesTheContainerCallsItNoMore() {
        EntityManagerFactory factory;
        try (SeContainer container =
                new Weld().addBeanClasses(Log.class, Both.class).initialize()) {
            factory = Magazine.unit().createEntityManagerFactory();
            save(factory, "a");
            assertThat(log(container)).hasSize(2);
        }
        try (factory) {
            assertThat(ModelSignals.of(factory).describe().rows()).isEmpty();
            save(factory, "late");
        }
    }

    private static EntityManagerFactory open() {
        Early early = new Early(false);
        try (SeContainer container = Magazine.container(early, Both.class)) {
            save(early.factory(), "a");
            assertThat(log(container)).hasSize(2);
            assertThat(ModelSignals.of(early.factory()).describe().rows()).hasSize(2);
        }
        return early.factory();
    }
}
