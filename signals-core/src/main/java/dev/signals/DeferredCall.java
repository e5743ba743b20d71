package dev.signals;

import java.util.List;

/** A call in the hands of a {@link Delivery}. The filter was asked at the sending, not again when the call is made. */
final class DeferredCall implements Delivery.Call {

    private final Connection connection;
    private final Object told;
    private final Body body;
    private final CallObservers watch;

    private interface Body {
        void run() throws Exception;
    }

    private DeferredCall(Connection connection, Object told, Body body, CallObservers watch) {
        this.connection = connection;
        this.told = told;
        this.body = body;
        this.watch = watch;
    }

    static DeferredCall of(Connection connection, Object event, CallObservers watch) {
        return new DeferredCall(connection, event, () -> Invocation.callPassed(connection, event, watch), watch);
    }

    static DeferredCall ofAll(Connection connection, List<Object> events, CallObservers watch) {
        return new DeferredCall(connection, events, () -> Invocation.callPassed(connection, events, watch), watch);
    }

    @Override
    public void run() throws Exception {
        try {
            body.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (connection.errorPolicy() != ErrorPolicy.ISOLATE) {
                throw e;
            }
            report(e, "");
        }
    }

    @Override
    public void report(Throwable failure, String circumstances) {
        watch.handlers().report(connection, told, circumstances, failure);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public Object event() {
        return told;
    }

    @Override
    public String toString() {
        return connection + " on receiving " + Descriptions.event(told);
    }
}
