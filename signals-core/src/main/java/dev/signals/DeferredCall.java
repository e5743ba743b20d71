package dev.signals;

import java.util.List;

/**
 * A call that a {@link Delivery} makes now or later. The filter was evaluated at the sending, and is not evaluated
 * again.
 */
final class DeferredCall implements Delivery.Call {

    private final Connection connection;
    private final Object argument;
    private final Body body;
    private final CallObservers observers;

    private interface Body {
        void run() throws Exception;
    }

    private DeferredCall(Connection connection, Object argument, Body body, CallObservers observers) {
        this.connection = connection;
        this.argument = argument;
        this.body = body;
        this.observers = observers;
    }

    static DeferredCall of(Connection connection, Object event, CallObservers observers) {
        return new DeferredCall(
                connection, event, () -> Invocation.callFiltered(connection, event, observers), observers);
    }

    static DeferredCall ofAll(Connection connection, List<Object> events, CallObservers observers) {
        return new DeferredCall(
                connection, events, () -> Invocation.callFiltered(connection, events, observers), observers);
    }

    @Override
    public void run() throws Exception {
        try {
            body.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof Error || connection.errorPolicy() != ErrorPolicy.ISOLATE) {
                throw e;
            }
            report(e, FailureHandlers.OTHERS_ARE_CALLED);
        }
    }

    @Override
    public void report(Throwable failure, String circumstances) {
        observers.handlers().report(connection, argument, circumstances, failure);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Object event() {
        return argument;
    }

    @Override
    public String toString() {
        return connection + " on receiving " + Descriptions.event(argument);
    }
}
