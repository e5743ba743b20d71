package dev.signals.cdi;

import static org.hibernate.cfg.ManagedBeanSettings.JAKARTA_CDI_BEAN_MANAGER;

import com.arjuna.ats.jta.cdi.TransactionExtension;
import dev.signals.cdi.data.Book;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.hibernate.SessionFactory;
import org.jboss.weld.environment.se.Weld;

/** An application: Weld with the beans of a test, and a persistence unit that is built when it is used first. */
public final class Magazine implements AutoCloseable {

    private final SeContainer container;

    private Magazine(SeContainer container) {
        this.container = container;
    }

    /** Starts an application with these beans. */
    static Magazine with(Class<?>... beans) {
        return with(unit -> unit, beans);
    }

    /** Starts an application with these beans. The unit gets more settings. */
    static Magazine with(UnaryOperator<PersistenceConfiguration> settings, Class<?>... beans) {
        return new Magazine(container(new Units(settings), beans));
    }

    /** Starts an application with these beans and an extension. The unit gets more settings. */
    static Magazine with(UnaryOperator<PersistenceConfiguration> settings, Extension extension, Class<?>... beans) {
        return new Magazine(
                weld(new Units(settings), beans).addExtension(extension).initialize());
    }

    /**
     * Starts an application with these beans as a server does: with transactions of JTA, injection of the persistence unit, and
     * bulk statements that are watched.
     */
    public static Magazine onServer(Class<?>... beans) {
        return new Magazine(weld(new Units(unit -> Jta.in(unit).property(SignalSettings.BULK, true)), beans)
                .addExtension(new TransactionExtension())
                .addServices(
                        new Jta(),
                        new UnitInjection(() ->
                                CDI.current().select(EntityManagerFactory.class).get()))
                .initialize());
    }

    /** Starts Weld with what an extension adds, and with these beans. */
    static SeContainer container(Extension extension, Class<?>... beans) {
        return weld(extension, beans).initialize();
    }

    private static Weld weld(Extension extension, Class<?>... beans) {
        return new Weld()
                .disableDiscovery()
                .addBeanClasses(Log.class) // Weld does not start without any class
                .addBeanClasses(beans)
                .addExtension(new SignalsExtension())
                .addExtension(extension);
    }

    /** A persistence unit with a database of its own. */
    static PersistenceConfiguration unit() {
        return new PersistenceConfiguration("magazine")
                .managedClass(Article.class)
                .managedClass(Feature.class)
                .managedClass(Comment.class)
                .managedClass(Book.class)
                .property(PersistenceConfiguration.JDBC_URL, "jdbc:h2:mem:" + UUID.randomUUID())
                .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create");
    }

    /** Lets the persistence unit be injected. */
    static final class Units implements Extension {

        private final UnaryOperator<PersistenceConfiguration> settings;

        Units(UnaryOperator<PersistenceConfiguration> settings) {
            this.settings = settings;
        }

        void add(@Observes AfterBeanDiscovery event, BeanManager beanManager) {
            event.<SessionFactory>addBean()
                    .types(EntityManagerFactory.class, SessionFactory.class)
                    .scope(ApplicationScoped.class)
                    .createWith(context -> (SessionFactory) settings.apply(unit())
                            .property(JAKARTA_CDI_BEAN_MANAGER, beanManager)
                            .createEntityManagerFactory())
                    .destroyWith((factory, context) -> factory.close());
        }
    }

    /** Weld's proxy of the session factory. */
    EntityManagerFactory factory() {
        return bean(EntityManagerFactory.class);
    }

    FactorySignals signals() {
        return ModelSignals.of(factory());
    }

    public <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    void inTransaction(Consumer<EntityManager> work) {
        factory().runInTransaction(work);
    }

    void save(Object... entities) {
        inTransaction(entityManager -> {
            for (Object entity : entities) {
                entityManager.persist(entity);
            }
        });
    }

    /** Returns what beans have logged since the last time. */
    List<String> log() {
        return bean(Log.class).take();
    }

    @Override
    public void close() {
        container.close();
    }
}
