package dev.signals.outbox.internal.event;

import dev.signals.hibernate.event.DeleteCause;
import dev.signals.hibernate.event.PostDelete;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deletion that comes from the database. */
public final class KeptPostDelete<T> extends KeptEvent<T> implements PostDelete<T> {

    private final DeleteCause cause;
    private final Map<String, @Nullable Object> state;

    public KeptPostDelete(Arrival arrival, DeleteCause cause, Map<String, @Nullable Object> state) {
        super(arrival);
        this.cause = cause;
        this.state = state;
    }

    @Override
    public Object origin() {
        throw new IllegalStateException("there is no origin() for " + this
                + ": a durable call has no instances; cause() says why it was deleted");
    }

    @Override
    public DeleteCause cause() {
        return cause;
    }

    @Override
    public Map<String, @Nullable Object> deletedState() {
        return state;
    }

    @Override
    String detail() {
        return "";
    }
}
