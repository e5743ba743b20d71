package dev.signals.it.spring;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionImplementor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.hibernate.SpringBeanContainer;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** A Spring application with one entity, as its documentation says to set one up, on a database of its own. */
final class SpringApplication implements AutoCloseable {

    @Entity(name = "Note")
    static class Note {
        @Id
        @GeneratedValue
        Long id;

        String text;

        Note() {}

        Note(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** An event of Spring. */
    record Published(String text) {}

    /** A bean with more settings of the persistence unit. */
    record Settings(Map<String, Object> values) {}

    /** Hears events of Spring. */
    static class Listener {

        final List<String> heard = new ArrayList<>();

        @TransactionalEventListener
        void committed(Published event) {
            heard.add(event.text());
        }
    }

    /** A bean with declared transactions. */
    static class Notes {

        @PersistenceContext
        EntityManager entityManager;

        @Transactional
        void save(String text) {
            entityManager.persist(new Note(text));
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        void saveInNewTransaction(String text) {
            entityManager.persist(new Note(text));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Setup {

        @Bean
        LocalContainerEntityManagerFactoryBean entityManagerFactory(
                DataSource dataSource, ConfigurableListableBeanFactory beans, ObjectProvider<Settings> more) {
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setPersistenceUnitName("test");
            factory.setDataSource(dataSource);
            factory.setManagedTypes(PersistenceManagedTypes.of(Note.class.getName()));
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setJpaPropertyMap(Map.of(
                    "hibernate.resource.beans.container", new SpringBeanContainer(beans), // as Spring Boot sets it
                    "hibernate.hbm2ddl.auto", "create-only",
                    "hibernate.hbm2ddl.halt_on_error", "true",
                    "jakarta.persistence.validation.mode", "none"));
            more.forEach(settings -> factory.getJpaPropertyMap().putAll(settings.values()));
            return factory;
        }

        @Bean
        JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
            JpaTransactionManager manager = new JpaTransactionManager(entityManagerFactory);
            manager.setNestedTransactionAllowed(true);
            return manager;
        }

        @Bean
        Notes notes() {
            return new Notes();
        }
    }

    private final TestDatabase database;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    SpringApplication(Database kind, Class<?>... beans) {
        database = kind.create();
        Map<String, Object> settings = database.settings();
        context.registerBean(
                DataSource.class,
                () -> new DriverManagerDataSource(
                        String.valueOf(settings.get("jakarta.persistence.jdbc.url")),
                        String.valueOf(settings.get("jakarta.persistence.jdbc.user")),
                        String.valueOf(settings.getOrDefault("jakarta.persistence.jdbc.password", ""))));
        context.register(Setup.class);
        if (beans.length > 0) {
            context.register(beans);
        }
        context.refresh();
    }

    ApplicationEventPublisher events() {
        return context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Spring's proxy. */
    EntityManagerFactory entityManagerFactory() {
        return bean(EntityManagerFactory.class);
    }

    /** One for all threads, which finds the one of the transaction at each call. */
    EntityManager entityManager() {
        return SharedEntityManagerCreator.createSharedEntityManager(entityManagerFactory());
    }

    /** Persists and flushes a note in the transaction that is active. */
    void save(String text) {
        EntityManager entityManager = entityManager();
        entityManager.persist(new Note(text));
        entityManager.flush();
    }

    /** What is behind the shared entity manager now; Spring hands out its own proxy as a Session, but not as this type. */
    SessionImplementor session() {
        return entityManager().unwrap(SessionImplementor.class);
    }

    FactorySignals signals() {
        return ModelSignals.of(entityManagerFactory());
    }

    TransactionTemplate required() {
        return new TransactionTemplate(bean(PlatformTransactionManager.class));
    }

    TransactionTemplate requiresNew() {
        return template(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** By savepoints, which Spring with Hibernate refuses until {@link #allowSavepoints}. */
    TransactionTemplate nested() {
        return template(TransactionDefinition.PROPAGATION_NESTED);
    }

    void allowSavepoints() {
        bean(JpaTransactionManager.class).setJpaDialect(new SavepointDialect());
    }

    private TransactionTemplate template(int propagation) {
        TransactionTemplate template = required();
        template.setPropagationBehavior(propagation);
        return template;
    }

    /** The texts of the notes that are committed, sorted; read beside Hibernate and Spring. */
    List<String> committed() {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select text from Note order by text")) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
