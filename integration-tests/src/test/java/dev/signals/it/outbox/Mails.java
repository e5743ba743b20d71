package dev.signals.it.outbox;

import dev.signals.outbox.call.DurableCall;
import dev.signals.outbox.call.EventCodec;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;

/** Events that are texts, sent in the current session. */
record Mails(SessionFactory factory) implements EventCodec<String> {

    @Override
    public SharedSessionContract session(String event) {
        return factory.getCurrentSession();
    }

    @Override
    public String toText(String event) {
        return event;
    }

    @Override
    public String toEvent(String text, DurableCall call) {
        return text + " by attempt " + call.attempt();
    }
}
