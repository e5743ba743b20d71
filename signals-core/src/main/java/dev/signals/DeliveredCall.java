package dev.signals;

import java.util.List;

/** A call in the hands of a {@link Delivery}. The filter was asked at the sending, not again when the call is made. */
final class DeliveredCall implements Delivery.Call {

    private final Connection connection;
    private final Object told;
    private final Body body;
    private final FailureHandlers handlers;

    private interface Body {
        void run() throws Exception;
    }

    private DeliveredCall(Connection connection, Object told, Body body, FailureHandlers handlers) {
        this.connection = connection;
        this.told = told;
        this.body = body;
        this.handlers = handlers;
    }

    static DeliveredCall of(Connection connection, Object event, FailureHandlers handlers) {
        return new DeliveredCall(connection, event, () -> Invocation.callPassed(connection, event), handlers);
    }

    static DeliveredCall ofAll(Connection connection, List<Object> events, FailureHandlers handlers) {
        return new DeliveredCall(connection, events, () -> Invocation.callPassed(connection, events), handlers);
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
        handlers.report(connection, told, circumstances, failure);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String toString() {
        return connection + " on receiving " + Descriptions.event(told);
    }
}
