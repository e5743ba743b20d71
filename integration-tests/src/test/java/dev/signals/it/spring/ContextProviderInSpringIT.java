package dev.signals.it.spring;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.it.spring.SpringApplication.Notes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A provider that Spring creates, with what it needs, and that reads the diagnostic context of the logger. */
@OnEveryDatabase
class ContextProviderInSpringIT {

    /** A bean that knows full names. */
    static class Directory {

        String fullName(String login) {
            return "ann".equals(login) ? "Ann Arbor" : login;
        }
    }

    /** Named in the setting; no bean by itself. */
    static class CurrentUser implements ContextProvider {

        private final Directory directory;

        CurrentUser(Directory directory) {
            this.directory = directory;
        }

        @Override
        public Map<String, ?> context() {
            String login = MDC.get("login");
            return login == null ? Map.of() : Map.of("user", directory.fullName(login));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Directory directory() {
            return new Directory();
        }

        @Bean
        SpringApplication.Settings context() {
            return new SpringApplication.Settings(Map.of(SignalSettings.CONTEXT, CurrentUser.class.getName()));
        }
    }

    private final SpringApplication application;
    private final List<Object> seen = new ArrayList<>();

    ContextProviderInSpringIT(Database database) {
        application = new SpringApplication(database, Beans.class);
        application.signals().preSave().connect(Note.class, event -> seen.add(event.context()));
        application.signals().postSave().connect(Note.class, event -> seen.add(event.context()), afterCommit());
    }

    @AfterEach
    void close() {
        MDC.remove("login");
        application.close();
    }

    @Test
    void itIsCreatedBySpringAndAskedInEachTransaction() {
        MDC.put("login", "ann");
        application.bean(Notes.class).save("a");
        MDC.remove("login");
        application.bean(Notes.class).save("b");

        assertThat(seen).containsExactly(Map.of("user", "Ann Arbor"), Map.of("user", "Ann Arbor"), Map.of(), Map.of());
    }
}
