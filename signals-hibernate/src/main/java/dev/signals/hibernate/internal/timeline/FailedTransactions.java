package dev.signals.hibernate.internal.timeline;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.ReceiverObserver;
import dev.signals.hibernate.SignalTimeline;
import dev.signals.hibernate.internal.access.FactoryName;
import dev.signals.hibernate.internal.connect.ExecutorDelivery;
import dev.signals.hibernate.internal.session.SessionBoundEvent;
import dev.signals.hibernate.internal.session.SessionStates;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.Version;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The log of transactions that are rolled back: the timeline of each, as one block that can be pasted into an issue. Sessions
 * are recorded only while the level of the logger asks for it.
 */
final class FailedTransactions implements ReceiverObserver {

    private final Map<SharedSessionContractImplementor, TransactionRecorder> recorders =
            Collections.synchronizedMap(new WeakHashMap<>());
    private final System.Logger logger = newLogger();
    private final SessionStates states;
    private final Statements statements;
    private final SqlText text;
    private final String heading;

    FailedTransactions(SessionFactoryImplementor factory, SessionStates states, Statements statements, SqlText text) {
        this.states = states;
        this.statements = statements;
        this.text = text;
        String version = FailedTransactions.class.getPackage().getImplementationVersion();
        this.heading = "a transaction of session factory \"" + FactoryName.of(factory)
                + "\" was rolled back; this is its timeline, without values of entities, to be pasted into an issue:"
                + "\n\n```text\nSignals" + (version == null ? "" : " " + version)
                + ", Hibernate " + Version.getVersionString()
                + ", " + factory.getJdbcServices().getDialect().getClass().getSimpleName()
                + ", Java " + Runtime.version().feature() + "\n";
    }

    private static System.Logger newLogger() {
        return System.getLogger(SignalTimeline.class.getName());
    }

    /** Returns whether they are logged at present. */
    static boolean areLogged() {
        return newLogger().isLoggable(Level.DEBUG);
    }

    /** Called when a session begins an operation. */
    void noticed(SharedSessionContractImplementor session) {
        if (logger.isLoggable(Level.DEBUG)) {
            recorders.computeIfAbsent(
                    session, key -> TransactionRecorder.attach(key, states.of(key), statements, text, this::log));
        }
    }

    private void log(String lines) {
        logger.log(Level.DEBUG, heading + lines + "\n```");
    }

    @Override
    public AfterCall beforeCall(Connection connection, Object argument) {
        TransactionRecorder recorder = connection.delivery().orElse(null) instanceof ExecutorDelivery
                ? null // in another thread, after the transaction
                : recorder(argument);
        if (recorder == null) {
            return AfterCall.IGNORED;
        }
        recorder.calls(connection, argument);
        return recorder::returned;
    }

    private @Nullable TransactionRecorder recorder(Object argument) {
        Object event = argument instanceof List<?> batch ? batch.get(0) : argument;
        SharedSessionContractImplementor session = event instanceof SessionBoundEvent known ? known.owner() : null;
        if (session == null || !session.isOpenOrWaitingForAutoClose() || !session.isTransactionInProgress()) {
            return null;
        }
        noticed(session); // a stateless one begins no operation that could be noticed
        return recorders.get(session);
    }
}
