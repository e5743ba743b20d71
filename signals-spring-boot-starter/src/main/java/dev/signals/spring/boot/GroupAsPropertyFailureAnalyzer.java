package dev.signals.spring.boot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the property that is meant by one that is only a group of properties here, but a setting in Hibernate, as {@code
 * signals.bulk=true}. Comes before what Spring Boot says of values that it cannot convert.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GroupAsPropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    /** What to do, by group; the value takes the place of {@code %s}. */
    private static final Map<String, String> MEANT = Map.of(
            "signals.bulk",
            "Set signals.bulk.enabled=%s, which stands for Hibernate's setting signals.bulk.",
            "signals.bulk.policies",
            "Set signals.bulk.policy=%s, or name the entity: signals.bulk.policies.Article=%s.",
            "signals.outbox",
            "Set signals.outbox.content=%s, which stands for Hibernate's setting signals.outbox.",
            "signals.outbox.events",
            "Set signals.outbox.content=events to have events for other services, or signals.outbox.events.remove=false to"
                    + " keep their rows.",
            "signals.context",
            "Make %s a bean, which is found if it is a ContextProvider, or set spring.jpa.properties.signals.context=%s.");

    private final Environment environment;

    GroupAsPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String group = cause.getName().toString();
        ConfigurationProperty property = property(cause.getName());
        String meant = MEANT.get(group);
        if (meant == null || property == null) {
            return null;
        }
        String description = "The property " + group + " has the value \"" + property.getValue() + "\""
                + (property.getOrigin() == null ? "" : " (from " + property.getOrigin() + ")")
                + ", but " + group + " is a group of properties and has no value of its own.";
        return new FailureAnalysis(
                description, meant.replace("%s", property.getValue().toString()), cause);
    }

    /** Returns the property, which the exception does not have. */
    private @Nullable ConfigurationProperty property(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return property;
            }
        }
        return null;
    }
}
