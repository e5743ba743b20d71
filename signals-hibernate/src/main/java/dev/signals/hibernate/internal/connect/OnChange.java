package dev.signals.hibernate.internal.connect;

import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.Changes;
import java.util.List;
import java.util.function.Predicate;

/** The filter of {@link dev.signals.hibernate.ModelSignals#onChange}. */
public final class OnChange implements Predicate<ChangeEvent<?>> {

    private final List<String> attributes;

    /**
     * Creates a filter.
     *
     * @param attributes the attributes of which at least one must have changed
     * @throws IllegalArgumentException if there is none
     */
    public OnChange(String... attributes) {
        this.attributes = List.of(attributes);
        if (this.attributes.isEmpty()) {
            throw new IllegalArgumentException(
                    "onChange() names no attribute; name the attributes that matter, or drop the option");
        }
    }

    /** Returns the attributes of which at least one must have changed. */
    public List<String> attributes() {
        return attributes;
    }

    /** Returns whether one of the attributes has changed, or the changes are unknown. */
    @Override
    public boolean test(ChangeEvent<?> event) {
        Changes changes = event.changes();
        return !changes.isKnown() || attributes.stream().anyMatch(changes::contains);
    }

    @Override
    public String toString() {
        return "onChange(" + String.join(", ", attributes) + ")";
    }
}
