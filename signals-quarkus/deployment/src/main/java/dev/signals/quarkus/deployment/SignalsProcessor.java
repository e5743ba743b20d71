package dev.signals.quarkus.deployment;

import dev.signals.hibernate.ContextProvider;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.ReceiverExecutor;
import dev.signals.quarkus.runtime.SignalsRecorder;
import io.quarkus.arc.deployment.AutoAddScopeBuildItem;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.SynthesisFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.hibernate.orm.deployment.PersistenceUnitDescriptorBuildItem;
import io.quarkus.hibernate.orm.deployment.integration.HibernateOrmIntegrationRuntimeConfiguredBuildItem;
import io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Singleton;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.SessionFactory;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

/** Makes beans receivers, and gives the settings to the persistence units. */
class SignalsProcessor {

    private static final String FEATURE = "signals";
    private static final DotName RECEIVER = DotName.createSimple(Receiver.class);
    private static final DotName CONTEXT = DotName.createSimple(ContextProvider.class);
    private static final DotName EXECUTOR = DotName.createSimple(ReceiverExecutor.class);

    /** Makes an entity, or a part of one, of a class. */
    private static final List<DotName> MAPPED = List.of(
            DotName.createSimple(Entity.class),
            DotName.createSimple(MappedSuperclass.class),
            DotName.createSimple(Embeddable.class));

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ReceiverTypesBuildItem types(CombinedIndexBuildItem index, BeanArchiveIndexBuildItem beans) {
        return new ReceiverTypesBuildItem(new ReceiverTypes(index.getIndex(), beans.getIndex()));
    }

    /** Makes a bean of each class that has receiver methods, as Quarkus does for scheduled methods, but not of entities. */
    @BuildStep
    AutoAddScopeBuildItem scope() {
        return AutoAddScopeBuildItem.builder()
                .containsAnnotations(RECEIVER)
                .and((type, annotations, index) -> MAPPED.stream().noneMatch(type::hasDeclaredAnnotation))
                .defaultScope(BuiltinScope.SINGLETON)
                .reason("Found classes with @Receiver methods")
                .build();
    }

    /** Keeps the beans that nobody injects. */
    @BuildStep
    List<UnremovableBeanBuildItem> unremovable(ReceiverTypesBuildItem receivers) {
        ReceiverTypes types = receivers.types();
        return List.of(
                new UnremovableBeanBuildItem(bean -> types.has(bean.getImplClazz())),
                UnremovableBeanBuildItem.beanTypes(CONTEXT, EXECUTOR));
    }

    /** Refuses the methods that the proxy before a bean would hide. */
    @BuildStep
    void check(
            ValidationPhaseBuildItem validation,
            ReceiverTypesBuildItem receivers,
            BuildProducer<ValidationErrorBuildItem> errors) {
        for (BeanInfo bean : validation.getContext().beans()) {
            if (bean.getScope().isNormal()) {
                receivers.types().methods(bean.getImplClazz()).stream()
                        .filter(method -> Modifier.isPrivate(method.flags()) && !Modifier.isStatic(method.flags()))
                        .forEach(method -> errors.produce(new ValidationErrorBuildItem(hidden(bean, method))));
            }
        }
    }

    private static DeploymentException hidden(BeanInfo bean, MethodInfo method) {
        return new DeploymentException(
                "bean " + bean.getImplClazz().name() + " cannot be a receiver: its method "
                        + method.name() + " is private, and the proxy before a bean that is @"
                        + bean.getScope().getDotName().withoutPackagePrefix()
                        + " only passes on methods that it can override; make the method package-private, or the bean a @Singleton");
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void settings(
            SignalsRecorder recorder,
            ReceiverTypesBuildItem receivers,
            SynthesisFinishedBuildItem beans,
            CombinedIndexBuildItem index,
            List<PersistenceUnitDescriptorBuildItem> units,
            BuildProducer<HibernateOrmIntegrationRuntimeConfiguredBuildItem> integrations) {
        List<String> identifiers = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        for (BeanInfo bean : ReceiverBeanInfos.of(beans, receivers.types())) {
            identifiers.add(bean.getIdentifier());
            types.add(load(bean.getImplClazz().name()));
        }
        List<String> contexts = beans.getBeans().stream()
                .filter(bean -> bean.hasType(CONTEXT))
                .sorted(Comparator.comparing(BeanInfo::getBeanClass).thenComparing(BeanInfo::getIdentifier))
                .map(BeanInfo::getIdentifier)
                .toList();
        List<String> names = blocking(units);
        UnitEntities entities = new UnitEntities(index.getIndex(), units);
        for (String name : names) {
            integrations.produce(new HibernateOrmIntegrationRuntimeConfiguredBuildItem(FEATURE, name)
                    .setInitListener(recorder.settings(
                            identifiers, types, contexts, entities.onlyInOthers(name), names.size() > 1)));
        }
    }

    /** Returns the names of the units that are not those of Hibernate Reactive, which knows no integrators. */
    private static List<String> blocking(List<PersistenceUnitDescriptorBuildItem> units) {
        return units.stream()
                .filter(unit -> !unit.isReactive())
                .map(PersistenceUnitDescriptorBuildItem::getPersistenceUnitName)
                .toList();
    }

    private static Class<?> load(DotName name) {
        try {
            return Class.forName(name.toString(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("class " + name + " is indexed, but cannot be loaded", e);
        }
    }

    /** Makes the signals of each persistence unit injectable, with the qualifiers of its session factory. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void signals(
            SignalsRecorder recorder,
            List<PersistenceUnitDescriptorBuildItem> units,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        for (String name : blocking(units)) {
            AnnotationInstance qualifier = PersistenceUnitUtil.isDefaultPersistenceUnit(name)
                    ? AnnotationInstance.builder(Default.class).build()
                    : AnnotationInstance.builder(PersistenceUnit.class)
                            .add("value", name)
                            .build();
            beans.produce(SyntheticBeanBuildItem.configure(FactorySignals.class)
                    .scope(Singleton.class)
                    .defaultBean()
                    .setRuntimeInit()
                    .addQualifier(qualifier)
                    .addInjectionPoint(ClassType.create(SessionFactory.class), qualifier)
                    .createWith(recorder.signals(name))
                    .done());
        }
    }
}
