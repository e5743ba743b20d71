package dev.signals.spring.boot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether no profile is active that is one of production. */
final class OnDevelopment extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("development");
        return productionProfile(context.getEnvironment())
                .map(profile -> ConditionOutcome.noMatch(message.because("profile " + profile + " is active")))
                .orElseGet(() -> ConditionOutcome.match(message.because("no profile of production is active")));
    }

    /** Returns the active profile that is one of production: prod, production, live, and what begins with prod. */
    static Optional<String> productionProfile(Environment environment) {
        return Arrays.stream(environment.getActiveProfiles())
                .filter(profile -> {
                    String name = profile.toLowerCase(Locale.ROOT);
                    return name.startsWith("prod") || name.equals("live");
                })
                .findFirst();
    }
}
