package dev.signals.hibernate;

import dev.signals.Delivery;

/** The options {@link ModelSignals#beforeCommit}, {@link ModelSignals#afterCommit} and so on. */
enum InPhase implements Delivery<ModelEvent<?>> {
    BEFORE_COMMIT("beforeCommit()", TransactionPhase.BEFORE_COMMIT),
    AFTER_COMMIT("afterCommit()", TransactionPhase.AFTER_COMMIT),
    AFTER_ROLLBACK("afterRollback()", TransactionPhase.AFTER_ROLLBACK),
    AFTER_COMPLETION("afterCompletion()", TransactionPhase.AFTER_COMPLETION);

    private final String text;
    private final TransactionPhase phase;

    InPhase(String text, TransactionPhase phase) {
        this.text = text;
        this.phase = phase;
    }

    @Override
    public void deliver(ModelEvent<?> event, Call call) {
        event.at(phase, new Work(event, call));
    }

    @Override
    public String toString() {
        return text;
    }

    private record Work(ModelEvent<?> event, Call call) implements Runnable {

        @Override
        public void run() {
            try {
                call.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(call.connection() + " threw " + e, e);
            }
        }

        /** Names the receiver and the event in the log if the receiver fails. */
        @Override
        public String toString() {
            return call.connection() + " on receiving " + event;
        }
    }
}
