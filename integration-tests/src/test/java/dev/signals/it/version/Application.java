package dev.signals.it.version;

import dev.signals.hibernate.ModelSignals;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application with the library on its class path; uses of Hibernate what every version has. */
public final class Application {

    private Application() {}

    @Entity(name = "Note")
    public static class Note {
        @Id
        @GeneratedValue
        public Long id;
    }

    /** Saves an entity; what came of it is said in one line. */
    public static String run(Map<String, String> settings) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Note.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:notes")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                // Hibernate also looks at the class path of the tests, where there is an Envers of another version.
                .setProperty("hibernate.integration.envers.enabled", "false");
        settings.forEach(configuration::setProperty);
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            factory.inTransaction(session -> session.persist(new Note()));
            return "saved; " + signals(factory);
        } catch (Throwable e) { // An error of linkage is what is looked for.
            return e.toString();
        }
    }

    private static String signals(SessionFactory factory) {
        try {
            return ModelSignals.of(factory).toString();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }
}
