package dev.signals.outbox;

import dev.signals.Connection;
import dev.signals.Delivery;
import dev.signals.Option;
import dev.signals.Signal;
import dev.signals.SignalReceiver;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.Durable;
import dev.signals.outbox.call.DurableCall;
import dev.signals.outbox.call.EventCodec;
import dev.signals.outbox.call.HeldCalls;
import dev.signals.outbox.call.PendingCalls;
import dev.signals.outbox.event.OutboxEvent;
import dev.signals.outbox.internal.event.KeptEvent;
import dev.signals.outbox.internal.job.DurableReceiver;
import dev.signals.outbox.internal.job.Elsewhere;
import dev.signals.outbox.internal.job.FactoryOutbox;
import dev.signals.outbox.internal.job.OwnSignalReceiver;
import dev.signals.outbox.internal.job.TenantOutbox;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls of receivers that survive the process. A durable receiver is not called by the transaction: its call is written into a
 * table, in the transaction itself, and made after the commit, by this process or another one, until it has succeeded.
 *
 * <pre>{@code
 * CHANGED.connect(Article.class, change -> search.index(change.id()), durable("search-index"));
 *
 * Outbox.of(sessionFactory).start();
 * }</pre>
 *
 * <p>May be used from any thread.
 */
public final class Outbox {

    private final FactoryOutbox outbox;
    private final @Nullable Object tenant;

    private Outbox(FactoryOutbox outbox, @Nullable Object tenant) {
        this.outbox = outbox;
        this.tenant = tenant;
    }

    /**
     * Returns the outbox of a session factory.
     *
     * @throws IllegalStateException as {@link ModelSignals#of}
     */
    public static Outbox of(EntityManagerFactory factory) {
        return new Outbox(FactoryOutbox.of(factory), null);
    }

    /** Returns the outbox in the database, or schema, of one tenant. */
    public static Outbox of(EntityManagerFactory factory, Object tenant) {
        return new Outbox(FactoryOutbox.of(factory), Objects.requireNonNull(tenant, "tenant"));
    }

    /**
     * Option for {@link ModelSignals#CHANGED}, {@link ModelSignals#POST_SAVE}, {@link ModelSignals#POST_DELETE} and {@link
     * ModelSignals#M2M_CHANGED}: makes the receiver durable.
     *
     * <p>The receiver is called at least once for each event that was committed, and for no other. The event has no session and
     * no instance, since it comes later and maybe elsewhere: use {@link dev.signals.hibernate.event.ModelEvent#id},
     * {@link dev.signals.hibernate.event.ChangeEvent#changes} and {@link
     * dev.signals.hibernate.event.ModelEvent#inNewTransaction}. {@link #call} has more. If the receiver throws, it is
     * called again, see {@link OutboxSettings#ATTEMPTS}.
     *
     * @param name finds the receiver again after a restart, and in other processes. Give each receiver its own, and keep it.
     * @throws IllegalArgumentException if the name has other characters than letters, digits, dots, hyphens and underscores
     */
    public static Durable durable(String name) {
        return new DurableReceiver(name, false);
    }

    /**
     * Returns what a process connects that only writes the calls of a durable receiver, for others that have it to make them:
     *
     * <pre>{@code
     * CHANGED.connect(Article.class, Outbox.elsewhere(), durable("search-index"));
     * }</pre>
     *
     * <p>A process that has it makes no call of this name, also after {@link #start}.
     */
    public static SignalReceiver<ModelEvent<?>> elsewhere() {
        return Elsewhere.INSTANCE;
    }

    /**
     * Returns the durable call that has brought an event: its key, its attempt, and work that is done once.
     *
     * @throws IllegalArgumentException if the event was not brought by a durable call
     */
    public static DurableCall call(ModelEvent<?> event) {
        if (event instanceof KeptEvent<?> kept) {
            return kept.call();
        }
        throw new IllegalArgumentException(
                event + " was not brought by a durable call; connect the receiver with durable(name)");
    }

    /**
     * Option for a signal of your own: makes the receiver durable, in the transaction of the session that the codec names.
     *
     * @param name the name of the receiver
     * @param signal the signal that the receiver is connected to
     * @param codec turns the events into text and back
     */
    public <E> Delivery<E> durable(String name, Signal<E> signal, EventCodec<E> codec) {
        checkIsOfAll("durable");
        Delivery<E> durable = new OwnSignalReceiver<>(name, outbox, Objects.requireNonNull(codec, "codec"));
        outbox.add(name, Objects.requireNonNull(signal, "signal"), codec);
        return durable;
    }

    /**
     * Writes an event for other services for each change of an entity, into the table that Debezium's event router reads. The
     * row is written in the transaction that makes the change, as its last thing, and deleted at once: Debezium reads it from
     * the log of the database.
     *
     * <pre>{@code
     * Outbox.of(sessionFactory).map(Article.class, change -> new ArticleEvent(change.id(), change.state().get("title")));
     * }</pre>
     *
     * <p>The mapper is called right before the commit, in the thread that commits, when everything else is written. It may read
     * with {@link Changed#anySession}, and must not change anything. An exception of it fails the commit. It is called once for each entity and
     * transaction, as receivers of {@link ModelSignals#CHANGED} are, and {@code map} takes their options.
     *
     * @param mapper returns the payload, which the JSON mapper of Hibernate writes; or JSON as a {@code String}; or an {@link
     *     OutboxEvent}; or null for no event
     * @return the connection; close it to write no more events
     * @throws IllegalArgumentException as {@link dev.signals.hibernate.signal.ChangedSignal#connect}
     * @throws IllegalStateException if this is the outbox of one tenant, and if Hibernate makes the tables of the outbox, but not the one for events, see {@link
     *     OutboxSettings#CONTENT}
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only passed on to a method that is safe itself
    public final <T> Connection map(
            Class<T> type,
            Function<? super Changed<T>, ? extends @Nullable Object> mapper,
            Option<? super Changed<T>>... options) {
        checkIsOfAll("map");
        return outbox.events().connect(type, mapper, options);
    }

    /** Returns whether the outbox has calls of durable receivers, as {@link OutboxSettings#CONTENT} says. */
    public boolean hasJobs() {
        return outbox.hasJobs();
    }

    /**
     * Begins to make calls in this process, for the receivers that are connected in it, now or later. Each receiver has its own
     * threads. Without it the process only writes calls, for others to make.
     */
    public void start() {
        here().start();
    }

    /**
     * Ends to make calls. Calls that are being made may end, see {@link OutboxSettings#SHUTDOWN}; all others are left to other
     * processes and to the next start. The end of the session factory does the same.
     */
    public void stop() {
        here().stop();
    }

    /** Returns the calls that have not succeeded yet, by receiver, also of receivers that this process does not know. */
    public List<PendingCalls> pending() {
        return here().pending();
    }

    /** Returns the calls that were given up, in that order. */
    public List<DeadCall> dead() {
        return here().dead();
    }

    /**
     * Has a call that was given up made again, with all its attempts. An ordered call comes after those of its entity that wait.
     *
     * @param key the key of the call
     * @return false if there is no such call
     */
    public boolean retry(String key) {
        return here().retry(key);
    }

    /**
     * Deletes a call that was given up.
     *
     * @param key the key of the call
     * @return false if there is no such call
     */
    public boolean delete(String key) {
        return here().delete(key);
    }

    /**
     * Holds the calls for a test: until the end of the returned scope, this process makes only those that the test asks for, in
     * its own thread. If the outbox makes calls, it ends to do so as in {@link #stop}, and goes on afterwards. {@code DurableCalls} of
     * module {@code signals-test} is made for tests.
     *
     * @throws IllegalStateException if they are held already
     */
    public HeldCalls hold() {
        return here().hold();
    }

    private void checkIsOfAll(String method) {
        if (tenant != null) {
            throw new IllegalStateException(method + " is about all tenants, and this is the outbox of tenant \""
                    + tenant + "\"; call it on Outbox.of(factory)");
        }
    }

    private TenantOutbox here() {
        return outbox.tenant(tenant);
    }
}
