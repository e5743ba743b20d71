package dev.signals.hibernate.internal.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * The application context that Hibernate takes its beans from. Hibernate creates this object as one of its beans.
 * Loaded only if Spring is present.
 */
public final class SpringContext {

    private final ApplicationContext context;

    /** Created by Spring. */
    public SpringContext(ApplicationContext context) {
        this.context = context;
    }

    /**
     * Calls {@code look} with the classes of all beans by name when the context has started, because beans may register
     * themselves until then.
     */
    void onceStarted(Consumer<Map<String, Class<?>>> look) {
        if (context instanceof ConfigurableApplicationContext starting && !starting.isRunning()) {
            starting.addApplicationListener(new Started(starting, look));
        }
    }

    private static final class Started implements ApplicationListener<ContextRefreshedEvent> {

        private final ConfigurableApplicationContext context;
        private final Consumer<Map<String, Class<?>>> look;

        Started(ConfigurableApplicationContext context, Consumer<Map<String, Class<?>>> look) {
            this.context = context;
            this.look = look;
        }

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {
            if (event.getApplicationContext() == context) {
                context.removeApplicationListener(this);
                look.accept(types(context.getBeanFactory()));
            }
        }

        private static Map<String, Class<?>> types(ConfigurableListableBeanFactory beans) {
            Map<String, Class<?>> types = new LinkedHashMap<>();
            for (String name : beans.getBeanDefinitionNames()) {
                Class<?> type = beans.getType(name, false);
                if (type != null) {
                    types.put(name, type);
                }
            }
            return types;
        }
    }
}
