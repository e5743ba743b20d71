package dev.signals.quarkus.deployment;

import io.quarkus.arc.deployment.SynthesisFinishedBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.NativeImageProxyDefinitionBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveMethodBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ServiceProviderBuildItem;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jandex.MethodInfo;

/**
 * Tells a native image what is called by reflection. It has been written by reading, and has not been tried in a native image.
 * Quarkus itself keeps the integrator; the other services of Hibernate are asked while the application is built.
 */
class SignalsNativeProcessor {

    /** The services that the library looks for while the application runs. */
    private static final List<String> SERVICES = List.of(
            "dev.signals.hibernate.ReceiverContributor",
            "dev.signals.hibernate.internal.connect.DurableDelivery$Maker");

    /** The interfaces that the library implements by proxies. */
    private static final List<String> PROXIES = List.of(
            "org.hibernate.action.spi.BeforeTransactionCompletionProcess",
            "org.hibernate.engine.spi.TransactionCompletionCallbacks$BeforeCompletionCallback",
            "org.hibernate.engine.jdbc.spi.JdbcServices",
            "org.hibernate.engine.jdbc.env.spi.JdbcEnvironment",
            "org.hibernate.sql.ast.SqlAstTranslatorFactory",
            "org.hibernate.sql.ast.SqlAstTranslator",
            "org.hibernate.sql.ast.tree.from.TableGroup",
            "org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider",
            "org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy",
            "org.hibernate.query.sqm.mutation.spi.MultiTableHandler");

    /** The classes of Hibernate whose methods the library finds by name, since the versions of Hibernate differ. */
    private static final String[] FOUND_BY_NAME = {
        "org.hibernate.Session",
        "org.hibernate.StatelessSession",
        "org.hibernate.engine.internal.AbstractEntityEntry",
        "org.hibernate.engine.internal.EntityEntryImpl",
        "org.hibernate.engine.spi.ActionQueue",
        "org.hibernate.engine.spi.CollectionEntry",
        "org.hibernate.engine.spi.SessionFactoryImplementor",
        "org.hibernate.event.spi.AbstractCollectionEvent",
        "org.hibernate.event.spi.AbstractEvent",
        "org.hibernate.event.spi.EventEngine",
        "org.hibernate.event.spi.EventSource",
        "org.hibernate.jpa.event.spi.CallbackRegistry",
        "org.hibernate.persister.entity.EntityPersister",
        "org.hibernate.persister.entity.mutation.EntityTableMapping",
        "org.hibernate.query.hql.spi.SqmQueryImplementor",
        "org.hibernate.query.spi.DomainQueryExecutionContext",
        "org.hibernate.query.sqm.internal.SqmJdbcExecutionContextAdapter",
        "org.hibernate.sql.model.TableMapping"
    };

    @BuildStep
    void library(
            BuildProducer<ServiceProviderBuildItem> services,
            BuildProducer<NativeImageProxyDefinitionBuildItem> proxies,
            BuildProducer<ReflectiveClassBuildItem> classes) {
        SERVICES.forEach(service -> services.produce(ServiceProviderBuildItem.allProvidersFromClassPath(service)));
        PROXIES.stream()
                .filter(SignalsNativeProcessor::isPresent)
                .forEach(type -> proxies.produce(new NativeImageProxyDefinitionBuildItem(type)));
        classes.produce(ReflectiveClassBuildItem.builder(Stream.of(FOUND_BY_NAME)
                        .filter(SignalsNativeProcessor::isPresent)
                        .toArray(String[]::new))
                .methods()
                .fields()
                .build());
    }

    /** Keeps the receiver methods of beans, and lets them be found. */
    @BuildStep
    void receivers(
            ReceiverTypesBuildItem receivers,
            SynthesisFinishedBuildItem beans,
            BuildProducer<ReflectiveClassBuildItem> classes,
            BuildProducer<ReflectiveMethodBuildItem> methods) {
        ReceiverBeanInfos.of(beans, receivers.types()).forEach(bean -> {
            for (MethodInfo method : receivers.types().methods(bean.getImplClazz())) {
                methods.produce(new ReflectiveMethodBuildItem("receiver of signals", method));
                classes.produce(ReflectiveClassBuildItem.builder(
                                method.declaringClass().name().toString(),
                                bean.getImplClazz().name().toString())
                        .queryMethods()
                        .build());
            }
        });
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false; // another version of Hibernate has it
        }
    }
}
