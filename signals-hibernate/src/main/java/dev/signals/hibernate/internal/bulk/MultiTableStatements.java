package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.internal.event.BulkWrite;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.Query;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.jspecify.annotations.Nullable;

/**
 * The observation of statements about entities with several tables. A strategy turns each statement into many
 * operations, which do not matter here. The call of the strategy, or from 7.1 on of a handler it creates, is the
 * execution of the statement.
 */
final class MultiTableStatements {

    private MultiTableStatements() {}

    /** Returns a provider whose strategies are observed. */
    static SqmMultiTableMutationStrategyProvider observe(SqmMultiTableMutationStrategyProvider original) {
        return OverridingProxy.of(
                SqmMultiTableMutationStrategyProvider.class,
                original,
                Map.of(
                        "createMutationStrategy",
                        (arguments, call) -> strategy((SqmMultiTableMutationStrategy) call.make())));
    }

    private static @Nullable SqmMultiTableMutationStrategy strategy(@Nullable SqmMultiTableMutationStrategy original) {
        if (original == null) {
            return null;
        }
        OverridingProxy.MethodOverride execution = (arguments, call) -> execute(tree(arguments), arguments[2], call);
        return OverridingProxy.of(
                SqmMultiTableMutationStrategy.class,
                original,
                Map.of(
                        "executeUpdate",
                        execution,
                        "executeDelete",
                        execution,
                        "buildHandler",
                        (arguments, call) -> Handlers.observe(tree(arguments), Objects.requireNonNull(call.make()))));
    }

    private static SqmDeleteOrUpdateStatement<?> tree(@Nullable Object[] arguments) {
        return (SqmDeleteOrUpdateStatement<?>) Objects.requireNonNull(arguments[0]);
    }

    private static int execute(SqmDeleteOrUpdateStatement<?> tree, @Nullable Object context, OverridingProxy.Call call)
            throws Throwable {
        SharedSessionContractImplementor session =
                ((DomainQueryExecutionContext) Objects.requireNonNull(context)).getSession();
        SessionFactoryImplementor factory = session.getFactory();
        BulkStatementExecutor executor = BulkStatementExecutor.of(factory);
        if (executor == null || !(context instanceof Query<?> query)) {
            return (int) Objects.requireNonNull(call.make());
        }
        EntityPersister persister = factory.getMappingMetamodel()
                .getEntityDescriptor(tree.getTarget().getEntityName());
        return executor.execute(session, new BulkWrite(persister, tree, query.getQueryString()), new Unchecked(call));
    }

    /** A call of a method of Hibernate that throws no checked exception. */
    private record Unchecked(OverridingProxy.Call call) implements IntSupplier {

        @Override
        public int getAsInt() {
            try {
                return (int) Objects.requireNonNull(call.make());
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a method of Hibernate threw a checked exception", e);
            }
        }
    }

    /**
     * The observation of handlers. It is a class of its own, so that its classes are loaded only if Hibernate has them,
     * from 7.1 on.
     */
    private static final class Handlers {

        static MultiTableHandlerBuildResult observe(SqmDeleteOrUpdateStatement<?> tree, Object built) {
            MultiTableHandlerBuildResult result = (MultiTableHandlerBuildResult) built;
            MultiTableHandler handler = OverridingProxy.of(
                    MultiTableHandler.class,
                    result.multiTableHandler(),
                    Map.of("execute", (arguments, call) -> MultiTableStatements.execute(tree, arguments[1], call)));
            return new MultiTableHandlerBuildResult(handler, result.firstJdbcParameterBindings());
        }
    }
}
