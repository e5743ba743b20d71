package dev.signals.examples.shop.cdi;

import static org.hibernate.cfg.ManagedBeanSettings.JAKARTA_CDI_BEAN_MANAGER;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.UUID;
import org.jboss.weld.environment.se.Weld;

/** An application of CDI: Weld with a log, an entity manager factory and what a test adds. */
final class CdiApplication implements AutoCloseable {

    private final SeContainer container;

    private CdiApplication(SeContainer container) {
        this.container = container;
    }

    /** Starts Weld; the factory is built when it is used first, and connects the receivers of this class. */
    static CdiApplication of(Log log, Class<?> receivers, Class<?>... beans) {
        return new CdiApplication(start(new OwnBeans(log, receivers), beans));
    }

    /** Starts Weld with what an extension adds, and with these beans. */
    static SeContainer start(Extension extension, Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .addBeanClass(Note.class) // Weld does not start without any class
                .addBeanClasses(beans)
                .addExtension(extension)
                .initialize();
    }

    private static final class OwnBeans implements Extension {

        private final Log log;
        private final Class<?> receivers;

        OwnBeans(Log log, Class<?> receivers) {
            this.log = log;
            this.receivers = receivers;
        }

        void add(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
            event.addBean().types(Log.class).scope(ApplicationScoped.class).createWith(context -> log);
            event.<EntityManagerFactory>addBean()
                    .types(EntityManagerFactory.class)
                    .scope(ApplicationScoped.class)
                    .createWith(context -> configuration(receivers)
                            .property(JAKARTA_CDI_BEAN_MANAGER, beanManager)
                            .createEntityManagerFactory())
                    .destroyWith((factory, context) -> factory.close());
        }
    }

    /** A factory to build, which connects the receivers of this class. */
    static PersistenceConfiguration configuration(Class<?> receivers) {
        return new PersistenceConfiguration("notes")
                .managedClass(Note.class)
                .property(PersistenceConfiguration.JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID())
                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
                .property(SignalSettings.RECEIVERS, receivers.getName());
    }

    /** Weld's proxy of the factory. */
    EntityManagerFactory factory() {
        return bean(EntityManagerFactory.class);
    }

    FactorySignals signals() {
        return ModelSignals.of(factory());
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    void save(String text) {
        factory().runInTransaction(entityManager -> entityManager.persist(new Note(text)));
    }

    @Override
    public void close() {
        container.close();
    }
}
