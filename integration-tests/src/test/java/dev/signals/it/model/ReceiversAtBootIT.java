package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreSave;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverContributor;
import dev.signals.hibernate.Receivers;
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
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
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
        public void contribute(ModelSignals signals) {
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
                ModelSignals.RECEIVERS,
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

    @Test
    void aClassThatIsNotFoundKeepsTheFactoryFromBeingBuilt() {
        assertThatThrownBy(
                        () -> TestFactory.of(database, Map.of(ModelSignals.RECEIVERS, "com.acme.Missing"), Rock.class))
                .hasStackTraceContaining("setting signals.receivers names class com.acme.Missing, which is not found;"
                        + " give full class names, with commas between them");
    }
}
