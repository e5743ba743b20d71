package dev.signals.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.util.HashMap;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;

class TimelineSettingIT {

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;
    }

    static class Inspector implements StatementInspector {

        private static final long serialVersionUID = 1L;

        @Override
        public String inspect(String sql) {
            return sql;
        }
    }

    @Test
    void theStartSaysThatAnInspectorHasTakenThePlaceOfOurs() throws IOException {
        try (TestDatabase database = Database.H2.create();
                StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                        .applySettings(new HashMap<>(database.settings()))
                        .applySetting("hibernate.session_factory_name", "test")
                        .applySetting("hibernate.session_factory_name_is_jndi", "false")
                        .applySetting(SignalSettings.TIMELINE, "true")
                        .build();
                CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            new MetadataSources(registry)
                    .addAnnotatedClass(Note.class)
                    .buildMetadata()
                    .getSessionFactoryBuilder()
                    .applyStatementInspector(new Inspector())
                    .build()
                    .close();

            assertThat(log.messages()).hasSize(1);
            ErrorsPage.assertListed(
                    TimelineSettingIT.class,
                    "timeline-with-another-inspector",
                    log.messages().get(0));
        }
    }
}
