package dev.signals.outbox.internal.job;

import dev.signals.Signal;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.hibernate.internal.access.LastWrite;
import dev.signals.hibernate.internal.compat.HibernateAdapter;
import dev.signals.outbox.OutboxSettings;
import dev.signals.outbox.call.EventCodec;
import dev.signals.outbox.internal.router.FactoryEvents;
import dev.signals.outbox.internal.settings.Settings;
import dev.signals.outbox.internal.table.Tables;
import dev.signals.outbox.internal.text.EventText;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/** The outbox of one session factory. */
public final class FactoryOutbox implements FactoryAccess.Ending {

    /** The setting of Hibernate since 7.1. */
    private static final String SCHEMA_MAPPER = "hibernate.multi_tenant.schema_mapper";

    private final SessionFactoryImplementor factory;
    private final FactoryAccess signals;
    private final boolean hasDatabases;
    private final Settings settings;
    private final Tables tables;
    private final JobTable jobs;
    private final EventText text;
    private final DoneCalls done;
    private final DeadCalls dead;
    private final DurableReceivers receivers;
    private final Calls calls;
    private final JobWriter writer;

    /** By tenant; without multi-tenancy there is one, with an empty key. */
    private final Map<Optional<Object>, TenantOutbox> tenants = new ConcurrentHashMap<>();

    private FactoryOutbox(SessionFactoryImplementor factory, FactoryAccess signals) {
        this.factory = factory;
        this.signals = signals;
        this.hasDatabases = factory.getServiceRegistry().getService(MultiTenantConnectionProvider.class) != null;
        this.settings = Settings.of(factory.getProperties());
        if (settings.content().hasJobs() && factory.getProperties().get(SCHEMA_MAPPER) != null) {
            throw new IllegalStateException(
                    "session factory \"" + factory.getName() + "\" has a schema for each tenant by " + SCHEMA_MAPPER
                            + ", in which nobody would find the calls; use a MultiTenantConnectionProvider");
        }
        this.tables = Tables.of(factory);
        this.text = new EventText(factory);
        this.jobs = new JobTable(tables);
        this.done = new DoneCalls(factory, tables);
        this.dead = new DeadCalls(tables, jobs);
        this.receivers = new DurableReceivers(factory, this::connected);
        this.calls = new Calls(signals, receivers, text, done);
        this.writer = new JobWriter(this, tables, new DatabaseClock(timeQuery(), null));
    }

    @Override
    public void end() {
        tenants.values().forEach(TenantOutbox::stop);
    }

    /**
     * Returns the outbox of a session factory.
     *
     * @throws IllegalStateException if the factory sends no signals
     */
    public static FactoryOutbox of(EntityManagerFactory factory) {
        SessionFactoryImplementor implementor = FactoryAccess.implementor(factory);
        FactoryAccess signals = FactoryAccess.find(implementor)
                .orElseThrow(() -> new IllegalStateException(
                        "session factory \"" + implementor.getName() + "\" sends no signals, so it has no outbox"));
        return signals.extension(FactoryOutbox.class, () -> new FactoryOutbox(implementor, signals));
    }

    /** Returns the events for other services. */
    public FactoryEvents events() {
        return FactoryEvents.of(factory, signals, settings);
    }

    /** Returns whether there may be durable receivers. */
    public boolean hasJobs() {
        return settings.content().hasJobs();
    }

    /** Returns why there are no durable receivers; null if there may be some. */
    @Nullable
    String faultOfJobs() {
        return hasJobs()
                ? null
                : "the outbox of session factory \"" + factory.getName() + "\" has events alone; set "
                        + OutboxSettings.CONTENT + "=jobs,events";
    }

    private void checkJobs() {
        String fault = faultOfJobs();
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
    }

    /**
     * Returns the outbox in the database of a tenant.
     *
     * @param tenant not needed if all rows are in one database
     * @throws IllegalStateException if the outbox has no jobs
     */
    public TenantOutbox tenant(@Nullable Object tenant) {
        checkJobs();
        if (hasDatabases && tenant == null) {
            throw new IllegalStateException("each tenant of session factory \"" + factory.getName()
                    + "\" has an outbox in its own database; call Outbox.of(factory, tenant)");
        }
        return tenants.computeIfAbsent(
                Optional.ofNullable(hasDatabases ? tenant : null),
                key -> new TenantOutbox(this, access(key.orElse(null)), key.orElse(null)));
    }

    @SuppressWarnings("unchecked") // the provider takes the tenants of the factory
    private JdbcConnectionAccess access(@Nullable Object tenant) {
        if (tenant == null) {
            return factory.getJdbcServices().getBootstrapJdbcConnectionAccess();
        }
        MultiTenantConnectionProvider<Object> provider =
                factory.getServiceRegistry().requireService(MultiTenantConnectionProvider.class);
        return new TenantConnections(provider, tenant);
    }

    /** Keeps an event about an entity for a receiver, until the transaction has been committed. */
    public void keep(ModelEvent<?> event, String signal, String receiver, boolean ordered, boolean collections) {
        String lane = ordered ? lane(event) : null;
        byte[] data = text.write(signal, event, Instant.now(), collections, signals.chain());
        signals.writeLast(event, call(receiver, lane, data));
    }

    /** Keeps an event of the application. */
    public <E> void keep(E event, EventCodec<E> codec, String receiver) {
        SharedSessionContractImplementor session = (SharedSessionContractImplementor) codec.session(event);
        if (session == null || session.getFactory() != factory) {
            throw new IllegalStateException("the codec of durable receiver \"" + receiver + "\" names "
                    + (session == null ? "no session" : "a session of another session factory")
                    + "; its calls are kept by session factory \"" + factory.getName() + "\"");
        }
        signals.writeLast(
                session,
                call(
                        receiver,
                        null,
                        text.writeOwn(
                                codec.toText(event),
                                Instant.now(),
                                session.getTenantIdentifierValue(),
                                signals.chain())));
    }

    private LastWrite call(String receiver, @Nullable String lane, byte[] data) {
        return new KeptCall(this, receiver, CallKeys.next(), lane, data);
    }

    private String lane(ModelEvent<?> event) {
        return Lanes.of(factory.getMappingMetamodel().getEntityDescriptor(event.entityName()), event.id());
    }

    /** Runs work after the commit of the session's transaction. */
    void afterCommit(SharedSessionContractImplementor session, Runnable work) {
        signals.at(session, TransactionPhase.AFTER_COMMIT, work);
    }

    /** Returns whether transactions belong to a transaction manager. */
    boolean isJta() {
        return factory.getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta();
    }

    /** Returns why calls cannot follow an order in this database; null if they can. */
    @Nullable
    String faultOfOrder() {
        return HibernateAdapter.canSkipLocked(factory.getJdbcServices().getDialect())
                ? null
                : "the database has no SKIP LOCKED, on which the order rests; drop orderedPerEntity()";
    }

    /** Has the events of a signal of the application read for a receiver. */
    public <E> void add(String receiver, Signal<E> signal, EventCodec<E> codec) {
        checkJobs();
        receivers.add(receiver, signal, codec);
    }

    /** Begins to make the calls of a receiver that was connected, wherever this process makes calls. */
    private void connected(String receiver) {
        tenants.values().forEach(tenant -> tenant.connected(receiver));
    }

    void wake(@Nullable Object tenant, Set<String> receivers) {
        tenant(tenant).wake(receivers);
    }

    LastWrite.Writer writer() {
        return writer;
    }

    Settings settings() {
        return settings;
    }

    Tables tables() {
        return tables;
    }

    JobTable jobs() {
        return jobs;
    }

    DurableReceivers receivers() {
        return receivers;
    }

    Calls calls() {
        return calls;
    }

    DeadCalls dead() {
        return dead;
    }

    DoneCalls done() {
        return done;
    }

    String timeQuery() {
        return factory.getJdbcServices().getDialect().getCurrentTimestampSelectString();
    }
}
