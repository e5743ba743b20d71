package dev.signals;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The options of one {@code connect} call, read and checked. */
final class ConnectOptions {

    private boolean ordered;
    private int order;
    private boolean weak;
    private boolean subtypes;
    private @Nullable String uid;
    private @Nullable Predicate<Object> filter;
    private @Nullable Delivery<Object> delivery;
    private @Nullable SenderPart<Object> part;
    private @Nullable ErrorPolicy errorPolicy;

    /**
     * Reads {@code options}.
     *
     * @param attempt the start of an error message, for instance "cannot connect receiver ..."
     */
    static ConnectOptions of(String attempt, Option<?>... options) {
        ConnectOptions read = new ConnectOptions();
        for (Option<?> option : options) {
            read.add(attempt, Objects.requireNonNull(option, "option"));
        }
        return read;
    }

    @SuppressWarnings("unchecked") // connect's signature has checked the event types
    private void add(String attempt, Option<?> option) {
        boolean first;
        if (option instanceof Options.Uid given) {
            first = uid == null;
            uid = given.value();
        } else if (option instanceof Options.Order given) {
            first = !ordered;
            ordered = true;
            order = given.value();
        } else if (option instanceof Options.Weak) {
            first = !weak;
            weak = true;
        } else if (option instanceof Options.Subtypes) {
            first = !subtypes;
            subtypes = true;
        } else if (option instanceof Options.Filter<?> given) {
            first = filter == null;
            filter = (Predicate<Object>) given.condition();
        } else if (option instanceof Options.OnError given) {
            first = errorPolicy == null;
            errorPolicy = given.policy();
        } else if (option instanceof Delivery<?> given) {
            first = delivery == null;
            delivery = (Delivery<Object>) given;
        } else if (option instanceof SenderPart<?> given) {
            first = part == null;
            part = (SenderPart<Object>) given;
        } else {
            throw new IllegalArgumentException(attempt + ": unknown option " + option + " of " + option.getClass()
                    + "; use an option of dev.signals.Options, or implement Delivery or SenderPart");
        }
        if (!first) {
            throw new IllegalArgumentException(
                    attempt + ": option " + option + " follows another of its kind; give each kind once");
        }
    }

    /** Returns the uid; null if there is none. An empty uid counts as none, as in Django. */
    @Nullable
    String uid() {
        return uid == null || uid.isEmpty() ? null : uid;
    }

    int order() {
        return order;
    }

    boolean weak() {
        return weak;
    }

    boolean subtypes() {
        return subtypes;
    }

    /**
     * Returns the condition that an event must satisfy: it is about the part of the sender, if there is one, and passes
     * the filter.
     */
    @Nullable
    Predicate<Object> filter() {
        SenderPart<Object> included = part;
        if (included == null) {
            return filter;
        }
        return filter == null ? included::includes : ((Predicate<Object>) included::includes).and(filter);
    }

    /** Returns the filter alone. */
    @Nullable
    Predicate<Object> condition() {
        return filter;
    }

    @Nullable
    SenderPart<Object> part() {
        return part;
    }

    ErrorPolicy errorPolicy() {
        return errorPolicy == null ? ErrorPolicy.FAIL : errorPolicy;
    }

    @Nullable
    Delivery<Object> delivery() {
        return delivery;
    }
}
