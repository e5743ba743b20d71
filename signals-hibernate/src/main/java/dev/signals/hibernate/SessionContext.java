package dev.signals.hibernate;

import dev.signals.hibernate.event.TransactionEvent;
import java.util.Map;

/**
 * The context of the events of one session: values that tell for whom and in which request it writes. Receivers find them
 * in {@link TransactionEvent#context}. You get it from {@link FactorySignals#context}.
 *
 * <pre>{@code
 * signals.context(session).put("user", user.name()).put("request", requestId);
 * }</pre>
 *
 * <p>The values stay until the session is closed, over all its transactions and also after a rollback. An event has the
 * values of the moment in which it happened: PRE_SAVE and PRE_DELETE those of its sending, all others those of the
 * statement, which is executed in a flush. Later changes do not reach it. A session that shares the transaction of
 * another one begins with the values of that session.
 *
 * <p>Use it in the thread of the session. Receivers in other threads read the values, so put objects that do not change.
 */
public interface SessionContext {

    /**
     * Sets a value. It takes the place of a value of the same name, also of one that a {@link ContextProvider} gives.
     *
     * @param value should be immutable, because events keep it
     */
    SessionContext put(String key, Object value);

    /** Removes a value that was put. A value of this name that a {@link ContextProvider} gives shows again. */
    SessionContext remove(String key);

    /** Returns the values at this moment, with those of the {@link ContextProvider}s. The map does not change later. */
    Map<String, Object> values();
}
