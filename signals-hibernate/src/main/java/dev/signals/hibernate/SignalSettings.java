package dev.signals.hibernate;

import dev.signals.hibernate.event.ModelEvent;

/**
 * The names of the library's settings. They are read when a session factory is built, from wherever Hibernate reads its own:
 * {@code persistence.xml}, {@code hibernate.properties}, the properties of a container, or code.
 */
public final class SignalSettings {

    /**
     * Switches the library on or off for a session factory: {@code true} or {@code false}. Default {@code true}. With {@code
     * signals.enabled=false} no listener is registered and {@link ModelSignals#of} refuses the factory.
     */
    public static final String ENABLED = "signals.enabled";

    /**
     * Refuses an operation whose signals the library cannot keep out of a flush or a cascade: {@code true} or {@code
     * false}. Default {@code false}.
     *
     * <p>With {@code signals.strict=true} the operation fails instead of calling receivers of a save or delete inside a
     * flush or a cascade. Otherwise they are called there, and the event says so: see {@link ModelEvent#insideFlush}
     * and {@link ModelEvent#insideCascade}. The operation also fails if the library itself fails while it looks for
     * changes. Otherwise that failure is logged, and the operation goes on as without signals.
     */
    public static final String STRICT = "signals.strict";

    /**
     * Names classes whose {@linkplain Receiver receiver methods} are connected when the session factory is built:
     * {@code signals.receivers=com.acme.ArticleReceivers,com.acme.Audit}. Nested classes are written with a dot or a
     * dollar sign. In code the value may also be a class, or an array or collection of classes. Instances are made as
     * for {@link Receivers}.
     */
    public static final String RECEIVERS = "signals.receivers";

    /**
     * The {@link ReceiverBeans} of a container, whose receiver methods are connected when the session factory is built: an
     * object, so it can only be set in code. Default: none.
     */
    public static final String BEANS = "signals.beans";

    /**
     * The {@link ReceiverExecutor} that calls the {@linkplain Receiver#async asynchronous} receiver methods of a
     * session factory: an object, so it can only be set in code. Default: {@link ReceiverExecutor#onVirtualThreads},
     * {@linkplain ReceiverExecutor#orderedPerEntity ordered per entity}.
     */
    public static final String EXECUTOR = "signals.executor";

    /**
     * The {@linkplain ContextProvider providers} of the context of events: {@code
     * signals.context=com.acme.CurrentUser}, with commas between several. In code the value may also be a provider or a
     * class, or an array or collection of them. Instances of classes are made when they are first asked, as for {@link
     * Receivers}. If two give a value of one name, the later one counts. Default: none.
     */
    public static final String CONTEXT = "signals.context";

    /**
     * The number of rounds of signals that one operation may have before it fails with a {@link SignalLoopException}: {@code
     * signals.rounds=20}. Default 100. The same number limits how many calls in other threads may have caused each other. Two
     * limits are fixed: receivers that call each other may be nested 50 deep, and commits inside each other's phases 16 deep.
     */
    public static final String ROUNDS = "signals.rounds";

    /**
     * Lets a {@link SignalTimeline} of a session factory see all sessions and the text of statements: {@code true} or
     * {@code false}. Default {@code false}, because it makes each operation a little slower, even while no timeline is
     * open.
     */
    public static final String TIMELINE = "signals.timeline";

    /**
     * Logs each call of a receiver that takes at least this long, with its event and the statements that it has executed: {@code
     * signals.slow=50ms}. In code the value may also be a {@link java.time.Duration}. {@link FactorySignals#slowCalls} has the
     * last ones. Default: none, and then nothing is measured.
     */
    public static final String SLOW = "signals.slow";

    /**
     * Watches bulk statements, so that {@link ModelSignals#BULK_UPDATED} and {@link ModelSignals#BULK_DELETED} are
     * sent: {@code true} or {@code false}. Default {@code false}: the library then replaces no service of Hibernate,
     * and these signals are never sent.
     */
    public static final String BULK = "signals.bulk";

    /**
     * The treatment of a bulk statement that changes rows whose receivers it does not call: {@code ignore} (the
     * default), {@code warn} logs the receivers, {@code fail} refuses to execute the statement. Needs {@link #BULK}. A
     * setting for one entity and its subclasses ends with the entity's name in Hibernate or in Jakarta Persistence:
     * {@code signals.bulk.policy.Article=fail}.
     *
     * <p>The policy looks at receivers of {@code pre_save}, {@code post_save}, {@code pre_delete}, {@code post_delete}
     * and {@code changed} that fit the kind of the statement, for the entity that the statement names and its
     * subclasses. Muted signals have no receivers: to run a statement on purpose, mute them for the session. A native
     * statement is judged by the entities of its query spaces, and passes if it has none.
     */
    public static final String BULK_POLICY = "signals.bulk.policy";

    private SignalSettings() {}
}
