package dev.signals.benchmarks;

import dev.signals.hibernate.SignalSettings;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** A session factory on a database in memory. */
final class Library {

    private Library() {}

    static SessionFactory open(Listeners listeners) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Book.class)
                .addAnnotatedClass(Shelf.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.jdbc.batch_size", "50")
                .setProperty(SignalSettings.ENABLED, String.valueOf(listeners.enabled()));
        SessionFactory factory = configuration.buildSessionFactory();
        listeners.connect(factory);
        return factory;
    }

    static void fill(SessionFactory factory, int books) {
        factory.inStatelessTransaction(session -> {
            session.insert(new Shelf());
            for (int i = 0; i < books; i++) {
                session.insert(new Book());
            }
        });
    }
}
