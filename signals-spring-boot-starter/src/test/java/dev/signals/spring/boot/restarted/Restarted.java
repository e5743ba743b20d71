package dev.signals.spring.boot.restarted;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.concurrent.Callable;
import org.hibernate.SessionFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts an application, writes a page, ends the application, and returns how often the receiver was called. */
public class Restarted implements Callable<Integer> {

    /** An entity. */
    @Entity(name = "Page")
    public static class Page {

        @Id
        @GeneratedValue
        Long id;
    }

    /** A receiver. */
    public static class Counter {

        int calls;

        @Receiver
        void saved(PostSave<Page> event) {
            calls++;
        }
    }

    /** The application. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Pages {

        @Bean
        Counter counter() {
            return new Counter();
        }
    }

    @Override
    public Integer call() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Pages.class)
                .properties(
                        "spring.datasource.generate-unique-name=true",
                        "spring.jpa.hibernate.ddl-auto=create-drop",
                        "spring.jmx.enabled=false")
                .run()) {
            context.getBean(EntityManagerFactory.class)
                    .unwrap(SessionFactory.class)
                    .inTransaction(session -> session.persist(new Page()));
            return context.getBean(Counter.class).calls;
        }
    }
}
