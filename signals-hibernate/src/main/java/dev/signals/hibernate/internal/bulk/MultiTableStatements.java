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
 * Has Hibernate tell of statements about entities of several tables. A strategy turns each into many operations, which are
 * none of our business; its own call, or from 7.1 on that of a handler it makes, is the execution of the statement.
 */
final class MultiTableStatements {

    private MultiTableStatements() {}

    /** The provider, whose strategies are watched. */
    static SqmMultiTableMutationStrategyProvider watch(SqmMultiTableMutationStrategyProvider own) {
        return OverridingProxy.of(
                SqmMultiTableMutationStrategyProvider.class,
                own,
                Map.of(
                        "createMutationStrategy",
                        (arguments, call) -> strategy((SqmMultiTableMutationStrategy) call.make())));
    }

    private static @Nullable SqmMultiTableMutationStrategy strategy(@Nullable SqmMultiTableMutationStrategy own) {
        if (own == null) {
            return null;
        }
        OverridingProxy.Way execution = (arguments, call) -> execute(tree(arguments), arguments[2], call);
        return OverridingProxy.of(
                SqmMultiTableMutationStrategy.class,
                own,
                Map.of(
                        "executeUpdate",
                        execution,
                        "executeDelete",
                        execution,
                        "buildHandler",
                        (arguments, call) -> Handlers.watch(tree(arguments), Objects.requireNonNull(call.make()))));
    }

    private static SqmDeleteOrUpdateStatement<?> tree(@Nullable Object[] arguments) {
        return (SqmDeleteOrUpdateStatement<?>) Objects.requireNonNull(arguments[0]);
    }

    private static int execute(SqmDeleteOrUpdateStatement<?> tree, @Nullable Object context, OverridingProxy.Call call)
            throws Throwable {
        SharedSessionContractImplementor session =
                ((DomainQueryExecutionContext) Objects.requireNonNull(context)).getSession();
        SessionFactoryImplementor factory = session.getFactory();
        BulkStatementExecutor watch = BulkStatementExecutor.of(factory);
        if (watch == null || !(context instanceof Query<?> query)) {
            return (int) Objects.requireNonNull(call.make());
        }
        EntityPersister persister = factory.getMappingMetamodel()
                .getEntityDescriptor(tree.getTarget().getEntityName());
        return watch.around(session, new BulkWrite(persister, tree, query.getQueryString()), new Unchecked(call));
    }

    /** Makes a call of Hibernate, which throws nothing checked. */
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

    /** Apart, so that the classes are looked for only where Hibernate has them, from 7.1 on. */
    private static final class Handlers {

        static MultiTableHandlerBuildResult watch(SqmDeleteOrUpdateStatement<?> tree, Object built) {
            MultiTableHandlerBuildResult result = (MultiTableHandlerBuildResult) built;
            MultiTableHandler handler = OverridingProxy.of(
                    MultiTableHandler.class,
                    result.multiTableHandler(),
                    Map.of("execute", (arguments, call) -> MultiTableStatements.execute(tree, arguments[1], call)));
            return new MultiTableHandlerBuildResult(handler, result.firstJdbcParameterBindings());
        }
    }
}
