package dev.signals.quarkus.it;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionPhase;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** Receivers in several scopes. */
final class MemoReceivers {

    private MemoReceivers() {}

    /** A superclass with a receiver method, and an interceptor on it. */
    abstract static class Intercepted {

        @Inject
        Log log;

        @Inject
        TransactionSynchronizationRegistry transactions;

        @Receiver(phase = TransactionPhase.AFTER_COMMIT)
        @Transactional(Transactional.TxType.REQUIRES_NEW)
        void committed(PostSave<Memo> event) {
            log.add("committed " + event.instance().text + " in another transaction: "
                    + (transactions.getTransactionKey() != null));
        }
    }

    /** Has only what it inherits, behind a client proxy. */
    @ApplicationScoped
    static class Inheriting extends Intercepted {}

    /** One for each request, that is, for each test. */
    @RequestScoped
    static class OfRequest {

        @Inject
        Log log;

        private int calls;

        @Receiver
        void saved(PostSave<Memo> event) {
            calls++;
            log.add("request " + event.instance().text + " " + calls);
        }
    }

    /** Is called in a thread of Quarkus. */
    static class InTheBackground {

        @Inject
        Log log;

        @Receiver(async = true)
        void saved(PostSave<Memo> event) {
            log.add("background " + event.instance().text + " in "
                    + Thread.currentThread().getName() + ", beans "
                    + Arc.container().isRunning());
        }
    }

    /** No bean of itself, but made by a method. */
    @Vetoed
    static class Made {

        private final Log log;

        Made(Log log) {
            this.log = log;
        }

        @Receiver
        void deleted(PostDelete<Memo> event) {
            log.add("made " + event.instance().text);
        }
    }

    /** Makes the other. */
    static class Maker {

        @Produces
        @ApplicationScoped
        Made made(Log log) {
            return new Made(log);
        }
    }
}
