package dev.signals.outbox.internal.job;

import dev.signals.Delivery;
import dev.signals.hibernate.SignalLoopException;
import dev.signals.hibernate.internal.access.FactoryAccess;
import dev.signals.outbox.call.DurableCall;
import dev.signals.outbox.internal.text.EventText;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Makes calls of durable receivers. */
final class Calls {

    private final FactoryAccess signals;
    private final DurableReceivers receivers;
    private final EventText text;
    private final DoneCalls done;

    Calls(FactoryAccess signals, DurableReceivers receivers, EventText text, DoneCalls done) {
        this.signals = signals;
        this.receivers = receivers;
        this.text = text;
        this.done = done;
    }

    /**
     * Calls a receiver.
     *
     * @throws CallFailure if the receiver fails, or the event cannot be read
     * @throws NotConnected if it is not there
     */
    void run(Attempt attempt) {
        try {
            EventText.Kept kept = text.read(attempt.data());
            afterItsCauses(kept, prepare(attempt, kept)).run();
        } catch (NotConnected | CallFailure e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailure(e);
        } catch (Throwable e) { // An Error must not keep the calls behind it waiting for ever.
            throw new CallFailure(e);
        }
    }

    /** Returns when the event of a call was written. */
    Instant time(byte[] data) {
        return text.read(data).time();
    }

    /**
     * Returns the event that a call brings; its text if it belongs to a signal of the application that is not known here.
     *
     * @throws RuntimeException if the event cannot be read
     */
    Object event(Attempt attempt) {
        EventText.Kept kept = text.read(attempt.data());
        EventText.Own own = kept.own(attempt.tenant());
        return own == null
                ? kept.event(attempt.tenant(), (tenant, time) -> new MadeCall(attempt, time, tenant))
                : receivers.ownEvent(attempt.receiver(), own.event(), new MadeCall(attempt, own.time(), own.tenant()));
    }

    /** Reports a failure of a call, as far as the call can be found. */
    void report(Attempt attempt, Throwable failure, String circumstances) {
        try {
            prepare(attempt, text.read(attempt.data())).report(failure, circumstances);
        } catch (RuntimeException e) {
            System.getLogger("dev.signals.outbox.Outbox")
                    .log(
                            Level.WARNING,
                            "durable receiver \"" + attempt.receiver() + "\" cannot be called" + circumstances,
                            failure);
        }
    }

    /** Another attempt would be as late in its chain of calls, so there is none. */
    private Delivery.Call afterItsCauses(EventText.Kept kept, Delivery.Call call) {
        try {
            return signals.after(kept.chain(), call);
        } catch (SignalLoopException e) {
            throw CallFailure.ofLastAttempt(e);
        }
    }

    private Delivery.Call prepare(Attempt attempt, EventText.Kept kept) {
        EventText.Own own = kept.own(attempt.tenant());
        if (own != null) {
            return receivers.callOwn(attempt.receiver(), own.event(), new MadeCall(attempt, own.time(), own.tenant()));
        }
        return receivers.call(
                attempt.receiver(),
                kept.event(attempt.tenant(), (tenant, time) -> new MadeCall(attempt, time, tenant)));
    }

    /** A call that is being made. */
    private final class MadeCall implements DurableCall {

        private final Attempt attempt;
        private final Supplier<Instant> time;
        private final @Nullable Object tenant;
        private boolean used;

        MadeCall(Attempt attempt, Supplier<Instant> time, @Nullable Object tenant) {
            this.attempt = attempt;
            this.time = time;
            this.tenant = tenant;
        }

        @Override
        public String receiver() {
            return attempt.receiver();
        }

        @Override
        public String key() {
            return attempt.key();
        }

        @Override
        public int attempt() {
            return attempt.number();
        }

        @Override
        public Instant time() {
            return time.get();
        }

        @Override
        public boolean once(Consumer<? super Session> work) {
            if (used) {
                throw new IllegalStateException("once() was called twice for call " + attempt.key() + " of \""
                        + attempt.receiver() + "\"; do all of the work in one");
            }
            used = true;
            return done.once(attempt.receiver(), attempt.key(), tenant, work);
        }
    }
}
