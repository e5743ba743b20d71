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
import org.hibernate.query.Query;
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
 * An executor that announces the bulk statements it executes, for all session factories that share one registry of
 * services. One statement may have several operations: rows of collection tables are deleted before the rows of the
 * entity.
 */
final class BulkStatementExecutor implements JdbcMutationExecutor {

    private final JdbcMutationExecutor original;
    private final DmlTargets targets;
    private final Map<SessionFactoryImplementor, BulkAnnouncer> announcers = new ConcurrentHashMap<>();

    /**
     * @param original the executor that does the work
     */
    BulkStatementExecutor(JdbcMutationExecutor original, DmlTargets targets) {
        this.original = original;
        this.targets = targets;
    }

    /** Returns the executor of a session factory; null if there is none, or another one has replaced it. */
    static @Nullable BulkStatementExecutor of(SessionFactoryImplementor factory) {
        return factory.getJdbcServices().getJdbcMutationExecutor() instanceof BulkStatementExecutor executor
                ? executor
                : null;
    }

    /** Notifies {@code announcer} of the statements of a factory, until the factory is closed. */
    void register(SessionFactoryImplementor factory, BulkAnnouncer announcer) {
        announcers.put(factory, announcer);
        factory.addObserver(new Forgetting(announcers));
    }

    /** Executes and announces a statement whose execution is one call. */
    int execute(SharedSessionContractImplementor session, BulkWrite write, IntSupplier execution) {
        BulkAnnouncer announcer = announcers.get(session.getFactory());
        return announcer == null ? execution.getAsInt() : announcer.execute(session, write, execution);
    }

    @Override
    public int execute(
            JdbcOperationQueryMutation operation,
            JdbcParameterBindings bindings,
            Function<String, PreparedStatement> statementCreator,
            BiConsumer<Integer, PreparedStatement> expectationCheck,
            ExecutionContext context) {
        IntSupplier execution =
                () -> original.execute(operation, bindings, statementCreator, expectationCheck, context);
        SharedSessionContractImplementor session = context.getSession();
        BulkAnnouncer announcer = announcers.get(session.getFactory());
        Object query = announcer == null ? null : HibernateAdapter.query(context);
        if (announcer == null || query == null) {
            return execution.getAsInt();
        }
        if (query instanceof NativeQueryImplementor<?> sql) {
            return announcer.executeNative(session, sql.getSynchronizedQuerySpaces(), sql.getQueryString(), execution);
        }
        if (query instanceof Query<?> hql
                && HibernateAdapter.syntaxTree(hql) instanceof SqmDeleteOrUpdateStatement<?> tree) {
            List<EntityPersister> named = named(session.getFactory(), tree);
            EntityPersister changed = targets.changed(operation, named);
            if (changed == null) {
                named.forEach(entity -> announcer.refuse(session, new BulkWrite(entity, tree, hql.getQueryString())));
            } else if (changed.getSqmMultiTableMutationStrategy() == null) {
                return announcer.execute(session, new BulkWrite(changed, tree, hql.getQueryString()), execution);
            }
        }
        return execution.getAsInt();
    }

    /**
     * Returns the entity that a statement names; several, if it names their common superclass or interface. Each of
     * them is then changed in turn.
     */
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

    /** An observer that removes factories when they are closed. */
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
