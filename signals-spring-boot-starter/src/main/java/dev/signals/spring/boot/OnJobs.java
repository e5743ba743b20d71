package dev.signals.spring.boot;

import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the outbox has calls of durable receivers. */
final class OnJobs extends SpringBootCondition {

    private static final String CONTENT = "signals.outbox.content";

    /** The setting of Hibernate, which goes before the property. */
    private static final String SETTING = "spring.jpa.properties.signals.outbox";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("jobs");
        String setting = context.getEnvironment().getProperty(SETTING);
        if (setting != null) {
            return new ConditionOutcome(setting.contains("jobs"), message.because(SETTING + " is " + setting));
        }
        Set<SignalsProperties.Content> content = Binder.get(context.getEnvironment())
                .bind(CONTENT, Bindable.setOf(SignalsProperties.Content.class))
                .orElse(Set.of());
        return new ConditionOutcome(
                content.isEmpty() || content.contains(SignalsProperties.Content.JOBS),
                message.because(CONTENT + " is " + content));
    }
}
