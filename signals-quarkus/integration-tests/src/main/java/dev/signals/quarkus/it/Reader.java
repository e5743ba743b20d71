package dev.signals.quarkus.it;

import dev.signals.hibernate.ContextProvider;
import jakarta.inject.Singleton;
import java.util.Map;

/** Gives the context of events. Nobody injects it. */
@Singleton
class Reader implements ContextProvider {

    @Override
    public Map<String, ?> context() {
        return Map.of("reader", "Ann");
    }
}
