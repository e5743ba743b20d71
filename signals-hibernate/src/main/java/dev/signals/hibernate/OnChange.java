package dev.signals.hibernate;

import java.util.List;
import java.util.function.Predicate;

/** The filter of {@link ModelSignals#onChange}, as {@link dev.signals.Connection#filter} shows it. */
public final class OnChange implements Predicate<ModelEvent<?>> {

    private final List<String> attributes;

    OnChange(String... attributes) {
        this.attributes = List.of(attributes);
        if (this.attributes.isEmpty()) {
            throw new IllegalArgumentException(
                    "onChange() names no attribute; name those that matter, or drop the option");
        }
    }

    /** The attributes, one of which must have changed. */
    public List<String> attributes() {
        return attributes;
    }

    /** Whether one of them has changed, or nobody knows. */
    @Override
    public boolean test(ModelEvent<?> event) {
        Changes changes = EventSignals.changes(event);
        return !changes.isKnown() || attributes.stream().anyMatch(changes::contains);
    }

    @Override
    public String toString() {
        return "onChange(" + String.join(", ", attributes) + ")";
    }
}
