package dev.signals.quarkus.it;

import dev.signals.hibernate.FactorySignals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/** Connects what has no method, and writes while the application starts. */
@ApplicationScoped
class Startup {

    @Transactional
    void start(@Observes StartupEvent event, FactorySignals signals, Log log) {
        signals.bulkUpdated().connect(Article.class, update -> log.add("updated " + update.rows() + " rows"));
        Article.of("first").persist();
    }
}
