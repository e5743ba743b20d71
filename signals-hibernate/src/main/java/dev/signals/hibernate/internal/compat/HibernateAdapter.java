package dev.signals.hibernate.internal.compat;

import jakarta.persistence.FindOption;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SharedSessionBuilder;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.jdbc.internal.JdbcServicesInitiator;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.generator.Generator;
import org.hibernate.internal.EmptyInterceptor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityTableMapping;
import org.hibernate.property.access.spi.GetterFieldImpl;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.SqmJdbcExecutionContextAdapter;
import org.hibernate.query.sqm.mutation.internal.SqmMultiTableMutationStrategyProviderInitiator;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.resource.transaction.backend.jta.internal.JtaTransactionCoordinatorImpl;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.model.TableMapping;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * The differences between Hibernate 7.0 and 8.0, each resolved in one place. Those of the action queue are in {@link
 * QueuedActions}, those of JPA callbacks in {@link EntityCallbacks}, those of mappings in {@link MappingParts}.
 *
 * <ul>
 *   <li>{@code AbstractEvent.getSession()} returns {@code EventSource} up to 7.1, {@code SharedSessionContractImplementor}
 *       from 7.2; it is null for a stateless session up to 7.1.
 *   <li>{@code ActionQueue.registerProcess(BeforeTransactionCompletionProcess)} up to 7.1 became {@code
 *       registerCallback(BeforeCompletionCallback)} in 7.2. From then on the callbacks belong to an object that can be
 *       replaced, see {@link FirstBeforeCompletion}.
 *   <li>{@code EntityPersister.getVersionProperty()} became {@code getVersionPropertyIndex()}.
 *   <li>{@code AbstractCollectionEvent.getCollectionPersister()} exists from 7.2 on.
 *   <li>The event type PRE_FLUSH exists from 7.2 on; before, {@code AutoFlushEventListener.onAutoPreFlush} is called.
 *   <li>The query of an operation of a bulk statement is in a private field of the operation's context.
 *   <li>{@code JavaType.cast} exists from 7.2 on, and so does a session with the connection of a stateless one.
 *   <li>{@code Session.get} with the name of an entity is {@code find} from 7.1 on.
 *   <li>Up to 7.0, Hibernate knows of no {@code SKIP LOCKED} of H2.
 *   <li>{@code StatelessSession.getMultiple} is {@code findMultiple} of Jakarta Persistence 4.0 from 8.0 on.
 *   <li>The syntax tree of a query is in {@code SqmQueryImplementor} up to 7.4, in {@code SqmStatementAccess} from 8.0 on.
 *   <li>{@code replicate} and its event exist up to 7.4.
 *   <li>Before a native query whose tables are not known, the cascades of a flush run up to 7.1, although nothing is written.
 * </ul>
 */
public final class HibernateAdapter {

    private static final MethodHandle EVENT_SESSION = Methods.find(AbstractEvent.class, "getSession")
            .asType(MethodType.methodType(Object.class, AbstractEvent.class));
    private static final MethodHandle BEFORE_COMPLETION = beforeCompletion();
    private static final boolean HAS_COMPLETION_CALLBACKS =
            BEFORE_COMPLETION.type().parameterType(1).getSimpleName().equals("BeforeCompletionCallback");
    private static final MethodHandle VERSION_INDEX = Methods.find(
                    EntityPersister.class, "getVersionPropertyIndex", "getVersionProperty")
            .asType(MethodType.methodType(int.class, Object.class));
    private static final MethodHandle DYNAMIC_UPDATE =
            ofPersister("isDynamicUpdate").asType(MethodType.methodType(boolean.class, Object.class));
    private static final MethodHandle GENERATORS =
            ofPersister("getGenerators").asType(MethodType.methodType(Generator[].class, Object.class));
    private static final @Nullable MethodHandle COLLECTION_PERSISTER =
            Methods.findIfPresent(AbstractCollectionEvent.class, "getCollectionPersister");
    private static final boolean HAS_NO_PRE_FLUSH = !hasEventType("pre-flush");
    private static final @Nullable Field QUERY = query();
    private static final MethodHandle PROPERTY_INDEXES = Methods.find(EntityTableMapping.class, "getAttributeIndexes")
            .asType(MethodType.methodType(int[].class, TableMapping.class));
    private static final MethodHandle SYNTAX_TREE = syntaxTree();
    private static final MethodHandle FIND = find();
    private static final MethodHandle FIND_BY_NAME =
            Methods.findFirst(Session.class, List.of("find", "get"), String.class, Object.class);
    private static final Class<?> CALLBACK = BEFORE_COMPLETION.type().parameterType(1);

    private HibernateAdapter() {}

    /** Returns the session of an entity event; null if it is a stateless one. */
    public static @Nullable SessionImplementor session(AbstractEvent event) {
        return anySession(event) instanceof SessionImplementor stateful ? stateful : null;
    }

    /** Returns whether the session of an entity event is a stateless one. */
    public static boolean isStateless(AbstractEvent event) {
        return session(event) == null;
    }

    /**
     * Returns the session of an entity event, also a stateful one. It is null for a stateless session up to Hibernate 7.1,
     * which does not report it.
     */
    public static @Nullable SharedSessionContractImplementor knownSession(AbstractEvent event) {
        return (SharedSessionContractImplementor) anySession(event);
    }

    private static @Nullable Object anySession(AbstractEvent event) {
        try {
            return (Object) EVENT_SESSION.invokeExact(event); // called for each row, so without an array of arguments
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /**
     * Returns the settings of a registry that is being built. The method is marked internal, but a contributor has no other
     * way.
     */
    public static Map<String, Object> settings(StandardServiceRegistryBuilder registry) {
        return registry.getSettings();
    }

    /**
     * Returns the initiator of Hibernate's JDBC services. Its class is marked internal, but a contributor has to name it to
     * extend the services.
     */
    public static StandardServiceInitiator<JdbcServices> jdbcServices() {
        return JdbcServicesInitiator.INSTANCE;
    }

    /**
     * Returns the initiator of the service for bulk statements about entities of several tables. It is marked internal as
     * well.
     */
    public static StandardServiceInitiator<SqmMultiTableMutationStrategyProvider> multiTableStrategies() {
        return SqmMultiTableMutationStrategyProviderInitiator.INSTANCE;
    }

    /** Returns whether {@link #query} can find the query in this version of Hibernate. */
    public static boolean reportsQueries() {
        return QUERY != null;
    }

    /** Returns the query that is being executed; null if something else is being executed. */
    public static @Nullable Object query(ExecutionContext context) {
        try {
            return QUERY != null && QUERY.getDeclaringClass().isInstance(context) ? QUERY.get(context) : null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + QUERY + " of this Hibernate version", e);
        }
    }

    /** Returns whether the callbacks around the completion of a transaction have an object of their own. */
    static boolean hasCompletionCallbacks() {
        return HAS_COMPLETION_CALLBACKS;
    }

    /**
     * Runs {@code work} when the transaction is about to be completed, after the flush of the completion.
     *
     * @return the callback that has been registered
     */
    static Object beforeCompletion(EventSource session, Runnable work) {
        Object callback = Proxy.newProxyInstance(
                CALLBACK.getClassLoader(), new Class<?>[] {CALLBACK}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() != Object.class) {
                        work.run();
                        return null;
                    }
                    return switch (method.getName()) {
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "signals before completion";
                    };
                });
        invoke(BEFORE_COMPLETION, QueuedActions.queue(session), callback);
        return callback;
    }

    /** Returns the persister of the collection an event is about; null where Hibernate does not report it. */
    public static @Nullable CollectionPersister collectionPersister(AbstractCollectionEvent event) {
        return COLLECTION_PERSISTER == null ? null : (CollectionPersister) invoke(COLLECTION_PERSISTER, event);
    }

    /** Returns whether an object is one of Hibernate's own, and not of an application or another library. */
    public static boolean isHibernates(Object object) {
        return object.getClass().getName().startsWith("org.hibernate.");
    }

    /**
     * Returns whether the value of a property is in a field, and nobody but the application sets it. A getter may return another
     * value each time, and what the database generates need not be what Hibernate compares with.
     */
    public static boolean isPlainField(EntityPersister persister, int property) {
        AttributeMapping attribute = persister.findAttributeMapping(persister.getPropertyNames()[property]);
        return attribute != null
                && attribute.getPropertyAccess().getGetter() instanceof GetterFieldImpl
                && attribute.getGenerator() == null;
    }

    /** Returns the type by which the rows of a collection refer to their owner. Hibernate is going to remove the method. */
    @SuppressWarnings("removal")
    public static Type keyType(CollectionPersister collection) {
        return collection.getKeyType();
    }

    /** Returns the type of the elements of a collection. Hibernate is going to remove the method. */
    @SuppressWarnings("removal")
    public static Type elementType(CollectionPersister collection) {
        return collection.getElementType();
    }

    /** Returns the type of the keys of a map or the indexes of a list. Hibernate is going to remove the method. */
    @SuppressWarnings("removal")
    public static Type indexType(CollectionPersister collection) {
        return collection.getIndexType();
    }

    /**
     * Returns whether the elements of a collection have an order, as in a list or an array. Hibernate is going to remove the
     * method.
     */
    @SuppressWarnings("removal")
    public static boolean isOrdered(CollectionPersister collection) {
        Class<?> type = collection.getCollectionType().getReturnedClass();
        return List.class.isAssignableFrom(type) || type.isArray();
    }

    /**
     * Returns the index of the version among the properties. If the entity has no version, it is not the index of any
     * property.
     */
    public static int versionIndex(EntityPersister persister) {
        try {
            return (int) VERSION_INDEX.invokeExact((Object) persister);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Returns whether the application has an interceptor, which Hibernate calls in many places. */
    public static boolean hasInterceptor(EventSource session) {
        return session.getInterceptor() != EmptyInterceptor.INSTANCE;
    }

    /** Returns whether the cascades of a flush run before a query that names no tables. */
    public static boolean cascadesForQueriesOfNoTable() {
        return HAS_NO_PRE_FLUSH;
    }

    /** Returns whether Hibernate has a type of events. */
    public static boolean hasEventType(String name) {
        return EventType.values().stream().anyMatch(type -> type.eventName().equals(name));
    }

    /** Returns a value as one of its Java type. */
    @SuppressWarnings("unchecked") // Hibernate's own way to do it is newer
    public static <T> T cast(JavaType<T> type, Object value) {
        return (T) value;
    }

    /** Begins to open a session that shares something with another one. Stateless sessions can be shared from 7.2 on. */
    public static SharedSessionBuilder sessionWithOptions(SharedSessionContractImplementor session) {
        return session instanceof Session stateful ? stateful.sessionWithOptions() : OfStateless.builder(session);
    }

    /** Separate, so that it is linked only where it is called. */
    private static final class OfStateless {

        static SharedSessionBuilder builder(SharedSessionContractImplementor session) {
            return session.sessionWithOptions();
        }
    }

    /** Loads entities in a stateless session, null for one that does not exist; the method has another name from 8.0 on. */
    @SuppressWarnings("unchecked") // it is what both methods return
    public static List<? extends @Nullable Object> find(StatelessSession session, Class<?> type, List<?> identifiers) {
        return (List<? extends @Nullable Object>) Objects.requireNonNull(invoke(FIND, session, type, identifiers));
    }

    /** Loads an entity by its name, as a dynamic model has no class of its own; null if there is none with the identifier. */
    public static @Nullable Object find(Session session, String entityName, Object identifier) {
        return invoke(FIND_BY_NAME, session, entityName, identifier);
    }

    /** Returns whether a query can leave out the rows that others have locked. */
    @SuppressWarnings("deprecation") // what replaces it came with Hibernate 7.1
    public static boolean canSkipLocked(Dialect dialect) {
        return dialect.supportsSkipLocked()
                || (dialect instanceof H2Dialect && dialect.getVersion().isSameOrAfter(2, 2, 220));
    }

    /** Returns which properties of an entity a table has. The type of the table became an interface in 8.0. */
    public static int[] propertyIndexes(TableMapping table) {
        try {
            return (int[]) PROPERTY_INDEXES.invokeExact(table);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Returns the syntax tree of an HQL or Criteria query; null if it is another query. */
    public static @Nullable Object syntaxTree(Object query) {
        return SYNTAX_TREE.type().parameterType(0).isInstance(query) ? invoke(SYNTAX_TREE, query) : null;
    }

    /**
     * Brings a session up to date, as each use of it does: it joins the JTA transaction of the thread, which may have begun
     * since, and learns whether another thread has rolled back its last one.
     */
    public static void watchTransaction(SharedSessionContractImplementor session) {
        TransactionCoordinator coordinator = session.getTransactionCoordinator();
        coordinator.pulse();
        if (coordinator instanceof JtaTransactionCoordinatorImpl jta) {
            jta.getSynchronizationCallbackCoordinator().processAnyDelayedAfterCompletion();
        }
    }

    /**
     * Returns the keys under which a session holds an entity, a proxy or both. The method is marked internal, but proxies
     * can be found in no other way.
     */
    public static Set<EntityKey> heldKeys(PersistenceContext context) {
        Map<EntityKey, ?> holders = context.getEntityHoldersByKey(); // null in a new session
        return holders == null ? Set.of() : Set.copyOf(holders.keySet());
    }

    /**
     * Flushes a session, even one that was closed before its transaction has ended, for which {@code flush()} would fail.
     */
    public static void flush(EventSource session) {
        if (session.isOpen()) {
            session.flush();
        } else {
            session.getFactory()
                    .getEventListenerRegistry()
                    .getEventListenerGroup(EventType.FLUSH)
                    .fireEventOnEachListener(new FlushEvent(session), FlushEventListener::onFlush);
        }
    }

    private static MethodHandle beforeCompletion() {
        Method method = Arrays.stream(QueuedActions.queueType().getMethods())
                .filter(candidate -> candidate.getName().equals("registerCallback")
                        || candidate.getName().equals("registerProcess"))
                .filter(candidate ->
                        candidate.getParameterTypes()[0].getSimpleName().startsWith("Before"))
                .findFirst()
                .orElseThrow();
        return Methods.unreflect(method);
    }

    /** Returns whether an UPDATE of an entity names only dirty columns. */
    public static boolean isDynamicUpdate(EntityPersister persister) {
        try {
            return (boolean) DYNAMIC_UPDATE.invokeExact((Object) persister); // for each UPDATE, so it has to be fast
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Returns the generators of the properties of an entity, null for a property that has none. */
    public static @Nullable Generator[] generators(EntityPersister persister) {
        try {
            return (Generator[]) GENERATORS.invokeExact((Object) persister);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }

    /** Finds a method of the persister, or in 7.0 and 7.1 of its metamodel. */
    private static MethodHandle ofPersister(String name) {
        try {
            return Methods.unreflect(EntityPersister.class.getMethod(name));
        } catch (NoSuchMethodException e) {
            try {
                Method metamodel = EntityPersister.class.getMethod("getEntityMetamodel");
                Method method = metamodel.getReturnType().getMethod(name);
                return MethodHandles.filterReturnValue(Methods.unreflect(metamodel), Methods.unreflect(method));
            } catch (NoSuchMethodException none) {
                throw new IllegalStateException("no method " + name + " in this Hibernate version", none);
            }
        }
    }

    private static MethodHandle syntaxTree() {
        Class<?> type = Methods.typeIfPresent("org.hibernate.query.sqm.spi.SqmStatementAccess");
        return Methods.find(
                type != null
                        ? type
                        : Objects.requireNonNull(
                                Methods.typeIfPresent("org.hibernate.query.hql.spi.SqmQueryImplementor")),
                "getSqmStatement");
    }

    private static MethodHandle find() {
        try {
            return Methods.unreflect(StatelessSession.class.getMethod("getMultiple", Class.class, List.class));
        } catch (NoSuchMethodException e) {
            return findOfJakarta();
        }
    }

    private static MethodHandle findOfJakarta() {
        try {
            Method find = StatelessSession.class.getMethod("findMultiple", Class.class, List.class, FindOption[].class);
            return MethodHandles.insertArguments(Methods.unreflect(find).asFixedArity(), 3, (Object) new FindOption[0]);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("no method to load several entities in this Hibernate version", e);
        }
    }

    private static @Nullable Field query() {
        return Arrays.stream(SqmJdbcExecutionContextAdapter.class.getDeclaredFields())
                .filter(field -> field.getType() == DomainQueryExecutionContext.class)
                .filter(Field::trySetAccessible)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object invoke(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw Methods.unexpected(e);
        }
    }
}
