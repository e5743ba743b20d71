package dev.signals.hibernate;

import java.util.Map;

/**
 * A source of values for the {@linkplain dev.signals.hibernate.event.TransactionEvent#context context} of events: who is
 * logged in, the number of the request, what the MDC of the logger holds. Name it in the setting {@link
 * SignalSettings#CONTEXT}.
 *
 * <pre>{@code
 * ContextProvider user = () -> {
 *     Authentication login = SecurityContextHolder.getContext().getAuthentication();
 *     return login == null ? Map.of() : Map.of("user", login.getName());
 * };
 * }</pre>
 *
 * <p>It is asked in the thread of the session, once in each transaction, when the first event that a receiver will get
 * happens. That may be inside a flush, so it must not use a session. Its values count until the transaction ends. Several
 * threads may call it at once. An exception is logged, and the events go without its values: it must not keep a row from
 * being written.
 */
@FunctionalInterface
public interface ContextProvider {

    /** Returns the values at this moment, none of them null. They should be immutable, because events keep them. */
    Map<String, ?> context();
}
