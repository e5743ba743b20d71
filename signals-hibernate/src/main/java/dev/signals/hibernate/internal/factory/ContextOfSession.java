package dev.signals.hibernate.internal.factory;

import dev.signals.hibernate.SessionContext;
import dev.signals.hibernate.internal.session.WriteModes;
import java.util.Map;
import java.util.Objects;

/** The context of one session, as users see it. */
record ContextOfSession(WriteModes modes) implements SessionContext {

    @Override
    public SessionContext put(String key, Object value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        modes.change(context -> context.with(key, value));
        return this;
    }

    @Override
    public SessionContext remove(String key) {
        Objects.requireNonNull(key, "key");
        modes.change(context -> context.without(key));
        return this;
    }

    @Override
    public Map<String, Object> values() {
        return modes.current().context().values();
    }

    @Override
    public String toString() {
        return values().toString();
    }
}
