package dev.signals.quarkus.runtime;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.ReceiverBeans;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.hibernate.orm.PersistenceUnit.PersistenceUnitLiteral;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;
import io.quarkus.hibernate.orm.runtime.integration.HibernateOrmIntegrationRuntimeInitListener;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import jakarta.enterprise.inject.Default;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.SessionFactory;

/** What the build of an application records, to be done when the application starts. */
@Recorder
public class SignalsRecorder {

    private final RuntimeValue<SignalsConfig> config;

    /**
     * Called by Quarkus.
     *
     * @param config the settings
     */
    public SignalsRecorder(RuntimeValue<SignalsConfig> config) {
        this.config = config;
    }

    /**
     * Returns what gives a persistence unit its settings, right before its session factory is built.
     *
     * @param identifiers the identifiers in ArC of the beans that have receiver methods
     * @param types the classes of these beans, in the same order
     * @param contexts the identifiers of the beans that give the context of events
     * @param entitiesOfOthers the names of entities that only other persistence units have
     * @param shared whether there are several persistence units
     */
    public HibernateOrmIntegrationRuntimeInitListener settings(
            List<String> identifiers,
            List<Class<?>> types,
            List<String> contexts,
            List<String> entitiesOfOthers,
            boolean shared) {
        List<ReceiverBeans.Bean> beans = new ArrayList<>();
        for (int bean = 0; bean < identifiers.size(); bean++) {
            beans.add(new ReceiverBeans.Bean(types.get(bean), new BeanInstance(identifiers.get(bean))));
        }
        return new PersistenceUnitSettings(
                config,
                new ReceiverBeans(beans, shared),
                contexts.stream().<ContextProvider>map(ContextBean::new).toList(),
                Set.copyOf(entitiesOfOthers));
    }

    /**
     * Returns what makes the bean for the signals of one persistence unit.
     *
     * @param unit the name of the persistence unit
     */
    public Function<SyntheticCreationalContext<FactorySignals>, FactorySignals> signals(String unit) {
        Annotation qualifier = PersistenceUnitUtil.isDefaultPersistenceUnit(unit)
                ? Default.Literal.INSTANCE
                : new PersistenceUnitLiteral(unit);
        return context -> ModelSignals.of(context.getInjectedReference(SessionFactory.class, qualifier));
    }
}
