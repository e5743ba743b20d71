package dev.signals.quarkus.runtime;

import dev.signals.hibernate.ContextProvider;
import java.util.Map;

/**
 * A bean that gives the context of events, which is made when it is first asked.
 *
 * @param identifier its identifier in ArC
 */
record ContextBean(String identifier) implements ContextProvider {

    @Override
    public Map<String, ?> context() {
        return ((ContextProvider) new BeanInstance(identifier).get()).context();
    }
}
