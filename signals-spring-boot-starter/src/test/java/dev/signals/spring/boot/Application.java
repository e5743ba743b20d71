package dev.signals.spring.boot;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A small application on the starter. */
@SpringBootConfiguration
@EnableAutoConfiguration
class Application {

    static final String[] PROPERTIES = {
        "spring.datasource.generate-unique-name=true",
        "spring.jpa.hibernate.ddl-auto=create-drop",
        "management.endpoints.web.exposure.include=signals"
    };

    @Bean
    Log log() {
        return new Log();
    }

    /** Returns a runner of the application with an empty database. */
    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(PROPERTIES);
    }

    static void inTransaction(ApplicationContext context, Consumer<EntityManager> work) {
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.accept(context.getBean(EntityManager.class)));
    }
}
