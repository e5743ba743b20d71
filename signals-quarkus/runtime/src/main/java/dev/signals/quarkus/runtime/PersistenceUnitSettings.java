package dev.signals.quarkus.runtime;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.ReceiverBeans;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.internal.boot.RebuiltServices;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.runtime.ExecutorRecorder;
import io.quarkus.runtime.RuntimeValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.boot.registry.StandardServiceInitiator;

/**
 * Gives each persistence unit the settings and the beans that are receivers. Quarkus asks for settings first, then for services,
 * each time it builds a session factory.
 */
final class PersistenceUnitSettings implements HibernateOrmIntegrationRuntimeInitListener {

    private final RuntimeValue<SignalsConfig> config;
    private final ReceiverBeans beans;
    private final List<ContextProvider> contexts;
    private final Set<String> entitiesOfOthers;

    PersistenceUnitSettings(
            RuntimeValue<SignalsConfig> config,
            ReceiverBeans beans,
            List<ContextProvider> contexts,
            Set<String> entitiesOfOthers) {
        this.config = config;
        this.beans = beans;
        this.contexts = contexts;
        this.entitiesOfOthers = entitiesOfOthers;
    }

    @Override
    public void contributeRuntimeProperties(BiConsumer<String, Object> target) {
        Map<String, Object> settings = settings();
        settings.forEach(target);
        target.accept(SignalSettings.BEANS, beans);
        target.accept(SignalSettings.EXECUTOR, executor());
        if (!contexts.isEmpty()) {
            target.accept(SignalSettings.CONTEXT, contexts);
        }
        RebuiltServices.addSettings(settings, target);
    }

    @Override
    public List<StandardServiceInitiator<?>> contributeServiceInitiators() {
        return RebuiltServices.initiators(settings());
    }

    private Map<String, Object> settings() {
        return HibernateSettings.of(config.getValue(), entitiesOfOthers);
    }

    /** Returns the executor among the beans, of which there may not be two; without one, the threads of Quarkus. */
    private static ReceiverExecutor executor() {
        InjectableInstance<ReceiverExecutor> bean = Arc.container().select(ReceiverExecutor.class);
        return bean.isUnsatisfied()
                ? ReceiverExecutor.on(task -> ExecutorRecorder.getCurrent().execute(task))
                        .orderedPerEntity()
                : bean.get();
    }
}
