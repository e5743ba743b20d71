package dev.signals.hibernate;

import dev.signals.Condition;
import dev.signals.Option;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;
import dev.signals.hibernate.internal.connect.ComparedAttributes;
import dev.signals.hibernate.internal.connect.WriteKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * The option {@link ModelSignals#onChange}, which may be narrowed to a change of one attribute from a value, to a value,
 * or both.
 *
 * <pre>{@code
 * POST_SAVE.connect(Article.class, this::announce, onChange("status").from(DRAFT).to(PUBLISHED), afterCommit());
 * }</pre>
 *
 * <p>Values are those that {@link Change} has: the value of an association is the identifier of the other entity. They are
 * compared as Hibernate compares values of the attribute's type. A value that the attribute cannot have is refused, in the
 * same way as the name of an attribute that does not exist.
 *
 * <p>For a new entity, each attribute with a value changes from null; for a deleted one, in {@link
 * dev.signals.hibernate.event.Changed}, to null. So {@code to(PUBLISHED)} includes articles that are created as published,
 * unless {@link ModelSignals#updatedOnly} is given too. What is not known counts as fitting: an old value, or whether a
 * written attribute has changed.
 *
 * <p>Immutable, but the values are not copied: do not change them. Threads may share it.
 */
public final class OnChange implements Condition<ChangeEvent<?>> {

    private final List<String> attributes;
    private final @Nullable Given from;
    private final @Nullable Given to;

    /** A value that was given, maybe null. */
    private record Given(@Nullable Object value) {

        /** Returns whether both are one value, whatever the attribute is. */
        boolean isSame(Given other) {
            if (value instanceof BigDecimal number && other.value instanceof BigDecimal another) {
                return number.compareTo(another) == 0;
            }
            return Hibernate.isInitialized(value)
                    && Hibernate.isInitialized(other.value)
                    && Objects.deepEquals(value, other.value);
        }

        @Override
        public String toString() {
            if (value != null && !Hibernate.isInitialized(value)) { // its own toString would load it
                LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
                return (proxy != null ? proxy.getEntityName() : value.getClass().getName()) + ", not loaded";
            }
            if (value != null && value.getClass().isArray()) {
                String inBrackets = Arrays.deepToString(new Object[] {value});
                return inBrackets.substring(1, inBrackets.length() - 1);
            }
            return value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
        }
    }

    private OnChange(List<String> attributes, @Nullable Given from, @Nullable Given to) {
        this.attributes = attributes;
        this.from = from;
        this.to = to;
    }

    static OnChange of(String... attributes) {
        if (attributes.length == 0) {
            throw new IllegalArgumentException(
                    "onChange() names no attribute; name the attributes that matter, or drop the option");
        }
        return new OnChange(List.of(attributes), null, null);
    }

    /**
     * Returns the option for changes from this value only.
     *
     * @param value null for an attribute that had no value
     * @throws IllegalArgumentException if the option names several attributes, has such a value already, or would have the
     *     same value twice
     */
    public OnChange from(@Nullable Object value) {
        return with("from", from, value, new OnChange(attributes, new Given(value), to));
    }

    /**
     * Returns the option for changes to this value only.
     *
     * @param value null for an attribute that has no value any more
     * @throws IllegalArgumentException as {@link #from}
     */
    public OnChange to(@Nullable Object value) {
        return with("to", to, value, new OnChange(attributes, from, new Given(value)));
    }

    private OnChange with(String what, @Nullable Given present, @Nullable Object value, OnChange narrowed) {
        if (attributes.size() > 1) {
            throw new IllegalArgumentException("from and to are about one attribute, but " + this + " names "
                    + attributes.size() + "; connect the receiver for each of them");
        }
        if (present != null) {
            throw new IllegalArgumentException(what + " is given twice, with " + present + " and with "
                    + new Given(value) + "; connect the receiver for each of them");
        }
        if (narrowed.from != null && narrowed.to != null && narrowed.from.isSame(narrowed.to)) {
            throw new IllegalArgumentException(narrowed + " is no change; give two values, or only one of them");
        }
        return narrowed;
    }

    /** Returns the attributes of which at least one must have changed; unmodifiable. */
    public List<String> attributes() {
        return attributes;
    }

    /** Returns the values given by {@link #from} and {@link #to}, null included; unmodifiable. */
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        if (from != null) {
            values.add(from.value());
        }
        if (to != null) {
            values.add(to.value());
        }
        return Collections.unmodifiableList(values);
    }

    /** Returns whether an event has such a change, or may have it as far as is known. */
    @Override
    public boolean test(ChangeEvent<?> event) {
        Changes changes = Objects.requireNonNull(event, "event").changes();
        if (!changes.isKnown()) {
            return to == null || mayBeWritten(event, to);
        }
        if (from == null && to == null) {
            return attributes.stream().anyMatch(changes::contains);
        }
        Change change = changes.get(attributes.get(0));
        return change != null
                && (from == null || !change.isOldValueKnown() || isSame(event, change.oldValue(), from))
                && (to == null || isSame(event, change.newValue(), to));
    }

    private boolean mayBeWritten(ChangeEvent<?> event, Given wanted) {
        return !(event instanceof ComparedAttributes compared) || compared.isWritten(attributes.get(0), wanted.value());
    }

    private boolean isSame(ChangeEvent<?> event, @Nullable Object value, Given wanted) {
        return event instanceof ComparedAttributes compared
                ? compared.isSame(attributes.get(0), value, wanted.value())
                : Objects.deepEquals(value, wanted.value());
    }

    /**
     * Returns true for {@link ModelSignals#includingCreatedAndDeleted}, whose events have no changes, and for {@link
     * ModelSignals#createdOnly} if a value is given that a new entity cannot change from, or to.
     */
    @Override
    public boolean excludes(Option<?> other) {
        Objects.requireNonNull(other, "other");
        return other == Including.CREATED_AND_DELETED
                || (other == WriteKind.CREATED
                        && ((from != null && from.value() != null) || (to != null && to.value() == null)));
    }

    /** Returns a text such as {@code onChange(status).from(DRAFT)}. */
    @Override
    public String toString() {
        return "onChange(" + String.join(", ", attributes) + ")"
                + (from == null ? "" : ".from(" + from + ")")
                + (to == null ? "" : ".to(" + to + ")");
    }
}
