package dev.signals.hibernate;

import dev.signals.Delivery;

/** The options {@link ModelSignals#beforeCommit}, {@link ModelSignals#afterCommit} and so on. */
enum InPhase implements Delivery<TransactionEvent> {
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

    TransactionPhase phase() {
        return phase;
    }

    @Override
    public void deliver(TransactionEvent event, Call call) {
        event.at(phase, phase == TransactionPhase.BEFORE_COMMIT ? new Before(call) : new Afterwards(call, phase));
    }

    @Override
    public String toString() {
        return text;
    }

    /** An exception rolls back. */
    private record Before(Call call) implements Waiting {

        @Override
        public void run() {
            try {
                call.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException(call.connection() + " threw " + e, e);
            }
        }

        /** Names the receiver and the event where receivers do not settle. */
        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** A failure can reach nobody any more. */
    record Afterwards(Call call, TransactionPhase phase) implements Waiting {

        @Override
        public void run() {
            try {
                call.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                call.report(e, circumstances());
            } catch (Throwable e) {
                call.report(e, circumstances());
            }
        }

        @Override
        public String toString() {
            return call.toString();
        }

        private String circumstances() {
            return phase == TransactionPhase.AFTER_COMMIT
                    ? " after the commit, which stands"
                    : " after the transaction has ended";
        }
    }
}
