package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.Receivers;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.container.spi.FallbackContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;
import org.junit.jupiter.api.Test;

/** Receivers that entities, settings and services name. */
@OnEveryDatabase
class ReceiversAtBootIT {

    private static final List<String> LOG = new ArrayList<>();

    private final Database database;

    ReceiversAtBootIT(Database database) {
        this.database = database;
        LOG.clear();
    }

    @MappedSuperclass
    @Receivers(OfAll.class)
    abstract static class Base {
        @Id
        @GeneratedValue
        Long id;
    }

    interface Named {}

    @Entity(name = "Plant")
    @Receivers(OfPlants.class)
    static class Plant extends Base implements Named {}

    @Entity(name = "Rock")
    static class Rock extends Base {}

    static class OfAll {
        OfAll() {
            LOG.add("made OfAll");
        }

        @Receiver
        void saved(PostSave<? extends Base> event) {
            LOG.add("saved " + event.sender().getSimpleName());
        }
    }

    static class OfPlants {
        @Receiver
        static void saving(PreSave<Plant> event) {
            LOG.add("saving Plant");
        }
    }

    static class OfTheSetting {
        private final String injected;

        OfTheSetting(String injected) {
            this.injected = injected;
        }

        @Receiver
        void saved(PostSave<Rock> event) {
            LOG.add("rock " + injected);
        }
    }

    /** Found as a service; connects only where a factory of this test asks for it. */
    public static final class Contributor implements ReceiverContributor {

        @Override
        public void contribute(FactorySignals signals) {
            if (signals.postSave().hasReceivers(Rock.class)
                    && !signals.postSave().hasReceivers(Object.class)) {
                signals.postSave().connect(Rock.class, event -> LOG.add("contributed"));
            }
        }
    }

    /** Stands for Spring or CDI. */
    static final class Container implements BeanContainer {

        @Override
        public <B> ContainedBean<B> getBean(Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            LOG.add("asked for " + type.getSimpleName());
            B bean = type == OfTheSetting.class
                    ? type.cast(new OfTheSetting("injected"))
                    : fallback.produceBeanInstance(type);
            return new ContainedBean<>() {
                @Override
                public B getBeanInstance() {
                    return bean;
                }

                @Override
                public Class<B> getBeanClass() {
                    return type;
                }
            };
        }

        @Override
        public <B> ContainedBean<B> getBean(
                String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            return getBean(type, options, fallback);
        }

        @Override
        public void stop() {}
    }

    @Test
    void anEntityAndItsMappedSuperclassNameReceivers() {
        try (TestFactory factory = TestFactory.of(database, Plant.class, Rock.class)) {
            assertThat(LOG).isEmpty();

            factory.inTransaction(session -> session.persist(new Plant()));
            factory.inTransaction(session -> session.persist(new Rock()));
        }

        assertThat(LOG).containsExactly("saving Plant", "made OfAll", "saved Plant", "saved Rock", "contributed");
    }

    @Test
    void theSettingNamesReceiversWhichTheContainerMakesAtTheFirstCall() {
        Map<String, Object> settings = Map.of(
                SignalSettings.RECEIVERS,
                OfTheSetting.class.getName(),
                "hibernate.resource.beans.container",
                new Container());
        try (TestFactory factory = TestFactory.of(database, settings, Rock.class)) {
            assertThat(LOG).isEmpty();

            factory.inTransaction(session -> session.persist(new Rock()));
            factory.inTransaction(session -> session.persist(new Rock()));
        }

        assertThat(LOG)
                .containsExactly(
                        "asked for OfAll",
                        "made OfAll",
                        "saved Rock",
                        "asked for OfTheSetting",
                        "rock injected",
                        "contributed",
                        "saved Rock",
                        "rock injected",
                        "contributed");
    }

    static class First {
        @Receiver
        void saved(PostSave<Rock> event) {}
    }

    static class Second {
        @Receiver
        void saved(PostSave<Plant> event) {}
    }

    /** Keeps each thread that asks it, until the others have asked it too, or wait for something, or are done. */
    static final class SlowContainer implements BeanContainer {

        private final List<Thread> threads = new CopyOnWriteArrayList<>();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public <B> ContainedBean<B> getBean(Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            Thread asking = Thread.currentThread();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                await().until(() ->
                        most.get() > 1 || threads.stream().noneMatch(other -> other != asking && runs(other)));
                return new FallbackContainedBean<>(type, fallback);
            } finally {
                inside.decrementAndGet();
            }
        }

        private static boolean runs(Thread thread) {
            return thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED;
        }

        @Override
        public <B> ContainedBean<B> getBean(
                String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
            return getBean(type, options, fallback);
        }

        @Override
        public void stop() {}
    }

    @Test
    void theContainerIsAskedByOneThreadAtATime() throws Exception {
        SlowContainer container = new SlowContainer();
        Map<String, Object> settings = Map.of(
                SignalSettings.RECEIVERS,
                First.class.getName() + "," + Second.class.getName(),
                "hibernate.resource.beans.container",
                container);
        try (TestFactory factory = TestFactory.of(database, settings, Rock.class, Plant.class)) {
            List<FutureTask<?>> tasks = Stream.of(new Rock(), new Plant())
                    .<FutureTask<?>>map(entity ->
                            new FutureTask<>(() -> factory.inTransaction(session -> session.persist(entity)), null))
                    .toList();
            tasks.forEach(task -> container.threads.add(new Thread(task)));
            container.threads.forEach(Thread::start);
            for (FutureTask<?> task : tasks) {
                task.get();
            }
        }

        assertThat(container.most).hasValue(1);
    }

    @Test
    void aClassThatIsNotFoundKeepsTheFactoryFromBeingBuilt() {
        assertThatThrownBy(() ->
                        TestFactory.of(database, Map.of(SignalSettings.RECEIVERS, "com.acme.Missing"), Rock.class))
                .hasStackTraceContaining("setting signals.receivers names class com.acme.Missing, which is not found;"
                        + " give full class names, with commas between them");
    }
}
