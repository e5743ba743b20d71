package dev.signals.outbox.internal.event;

import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of an association that comes from the database. */
public final class KeptM2mChanged<T> extends KeptEvent<T> implements M2mChanged<T> {

    private final Content content;

    /**
     * What it has more than other events.
     *
     * @param pks null if they are not known
     */
    public record Content(
            M2mAction action,
            String attribute,
            String role,
            boolean ownerDeleted,
            boolean reverse,
            Class<?> model,
            @Nullable Set<Object> pks) {}

    public KeptM2mChanged(Arrival arrival, Content content) {
        super(arrival);
        this.content = content;
    }

    @Override
    public M2mAction action() {
        return content.action();
    }

    @Override
    public Set<Object> pks() {
        Set<Object> pks = content.pks();
        return pks == null ? Set.of() : pks;
    }

    @Override
    public <K> Set<K> pks(Class<K> type) {
        Set<K> typed = new LinkedHashSet<>();
        pks().forEach(pk -> typed.add(type.cast(pk)));
        return typed;
    }

    @Override
    public boolean pksKnown() {
        return content.pks() != null;
    }

    @Override
    public Collection<Object> elements() {
        throw new IllegalStateException(
                "there are no elements() for " + this + ": a durable call has no instances; use pks()");
    }

    @Override
    public Class<?> model() {
        return content.model();
    }

    @Override
    public boolean reverse() {
        return content.reverse();
    }

    @Override
    public String attribute() {
        return content.attribute();
    }

    @Override
    public String role() {
        return content.role();
    }

    @Override
    public boolean ownerDeleted() {
        return content.ownerDeleted();
    }

    @Override
    String detail() {
        return "." + content.attribute() + " " + content.action().name().toLowerCase(Locale.ROOT);
    }
}
