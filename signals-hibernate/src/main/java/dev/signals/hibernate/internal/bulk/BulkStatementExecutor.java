package dev.signals.hibernate.internal.bulk;

import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.hibernate.internal.event.BulkWrite;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.spi.MappingMetamodelImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.hql.spi.SqmQueryImplementor;
import org.hibernate.query.sql.spi.NativeQueryImplementor;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.domain.SqmPolymorphicRootDescriptor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * Executes the operations of bulk statements, and so sees each of them, for all session factories that share one registry of
 * services. One statement may have several operations: rows of collection tables are deleted before those of the entity.
 */
final class BulkStatementExecutor implements JdbcMutationExecutor {

    private final JdbcMutationExecutor own;
    private final DmlTargets targets;
    private final Map<SessionFactoryImplementor, BulkAnnouncer> announcers = new ConcurrentHashMap<>();

    /**
     * @param own does the work
     */
    BulkStatementExecutor(JdbcMutationExecutor own, DmlTargets targets) {
        this.own = own;
        this.targets = targets;
    }

    /** That of a session factory; null if there is none, or another one is in its place. */
    static @Nullable BulkStatementExecutor of(SessionFactoryImplementor factory) {
        return factory.getJdbcServices().getJdbcMutationExecutor() instanceof BulkStatementExecutor watch
                ? watch
                : null;
    }

    /** Tells {@code dispatcher} of the statements of a factory, until that is closed. */
    void tell(SessionFactoryImplementor factory, BulkAnnouncer dispatcher) {
        announcers.put(factory, dispatcher);
        factory.addObserver(new Forgetting(announcers));
    }

    /** Has a statement executed and announced whose execution is one call. */
    int around(SharedSessionContractImplementor session, BulkWrite write, IntSupplier execution) {
        BulkAnnouncer dispatcher = announcers.get(session.getFactory());
        return dispatcher == null ? execution.getAsInt() : dispatcher.execute(session, write, execution);
    }

    @Override
    public int execute(
            JdbcOperationQueryMutation operation,
            JdbcParameterBindings bindings,
            Function<String, PreparedStatement> statementCreator,
            BiConsumer<Integer, PreparedStatement> expectationCheck,
            ExecutionContext context) {
        IntSupplier execution = () -> own.execute(operation, bindings, statementCreator, expectationCheck, context);
        SharedSessionContractImplementor session = context.getSession();
        BulkAnnouncer dispatcher = announcers.get(session.getFactory());
        Object query = dispatcher == null ? null : HibernateAdapter.query(context);
        if (dispatcher == null || query == null) {
            return execution.getAsInt();
        }
        if (query instanceof NativeQueryImplementor<?> sql) {
            return dispatcher.executeNative(session, sql.getSynchronizedQuerySpaces(), sql.getQueryString(), execution);
        }
        if (query instanceof SqmQueryImplementor<?> hql
                && hql.getSqmStatement() instanceof SqmDeleteOrUpdateStatement<?> tree) {
            List<EntityPersister> named = named(session.getFactory(), tree);
            EntityPersister changed = targets.changed(operation, named);
            if (changed == null) {
                named.forEach(entity -> dispatcher.refuse(session, new BulkWrite(entity, tree, hql.getQueryString())));
            } else if (changed.getSqmMultiTableMutationStrategy() == null) {
                return dispatcher.execute(session, new BulkWrite(changed, tree, hql.getQueryString()), execution);
            }
        }
        return execution.getAsInt();
    }

    /** The entity a statement names; several, if it names what they have in common: then each has its turn. */
    private static List<EntityPersister> named(SessionFactoryImplementor factory, SqmDeleteOrUpdateStatement<?> tree) {
        MappingMetamodelImplementor entities = factory.getMappingMetamodel();
        SqmPath<?> target = tree.getTarget();
        if (!(target.getReferencedPathSource() instanceof SqmPolymorphicRootDescriptor<?> common)) {
            return List.of(entities.getEntityDescriptor(tree.getTarget().getEntityName()));
        }
        List<EntityPersister> named = new ArrayList<>();
        common.getImplementors()
                .forEach(entity -> named.add(entities.getEntityDescriptor(entity.getHibernateEntityName())));
        return named;
    }

    /** Lets go of factories that are closed. */
    private static final class Forgetting implements SessionFactoryObserver {

        private static final long serialVersionUID = 1L;

        private final transient Map<SessionFactoryImplementor, BulkAnnouncer> announcers;

        Forgetting(Map<SessionFactoryImplementor, BulkAnnouncer> announcers) {
            this.announcers = announcers;
        }

        @Override
        public void sessionFactoryClosed(SessionFactory factory) {
            announcers.keySet().remove(factory);
        }
    }
}
