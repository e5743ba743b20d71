package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery;
import dev.signals.hibernate.event.TransactionEvent;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.hibernate.internal.access.ObjectText;

/** The options for phases: {@link dev.signals.hibernate.ModelSignals#beforeCommit} and its siblings. */
public enum PhaseDelivery implements Delivery<TransactionEvent> {
    BEFORE_COMMIT("beforeCommit()", TransactionPhase.BEFORE_COMMIT),
    AFTER_COMMIT("afterCommit()", TransactionPhase.AFTER_COMMIT),
    AFTER_ROLLBACK("afterRollback()", TransactionPhase.AFTER_ROLLBACK),
    AFTER_COMPLETION("afterCompletion()", TransactionPhase.AFTER_COMPLETION);

    private final String text;
    private final TransactionPhase phase;

    PhaseDelivery(String text, TransactionPhase phase) {
        this.text = text;
        this.phase = phase;
    }

    /** Returns the phase in which the receiver is called. */
    public TransactionPhase phase() {
        return phase;
    }

    @Override
    public void deliver(TransactionEvent event, Call call) {
        event.at(
                phase,
                phase == TransactionPhase.BEFORE_COMMIT ? new PropagatingCall(call) : new IsolatedCall(call, phase));
    }

    @Override
    public String toString() {
        return text;
    }

    /** A call whose exceptions reach the commit, which rolls back. */
    private record PropagatingCall(Call call) implements PhaseCall {

        @Override
        public void run() {
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException(call.connection() + " threw " + ObjectText.of(e), e);
            }
        }

        /** Returns receiver and event, for messages about loops. */
        @Override
        public String toString() {
            return call.toString();
        }
    }

    /** A call whose exceptions are reported, because the transaction has ended. */
    record IsolatedCall(Call call, TransactionPhase phase) implements PhaseCall {

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
                    ? " after the commit, which stands; the other receivers are still called"
                    : " after the transaction has ended; the other receivers are still called";
        }
    }
}
