package dev.signals.spring.boot;

import dev.signals.hibernate.ContextProvider;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Puts the name of the user into the context of events. */
@AutoConfiguration
@ConditionalOnClass(SecurityContextHolder.class)
@ConditionalOnBooleanProperty(name = "signals.context.user", matchIfMissing = true)
public class SignalsSecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "signalsUserContext")
    ContextProvider signalsUserContext() {
        return () -> {
            Authentication login = SecurityContextHolder.getContext().getAuthentication();
            return login == null || login.getName() == null ? Map.of() : Map.of("user", login.getName());
        };
    }
}
