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
     * @param attempt what is being tried, the start of an error message
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
        boolean fresh;
        if (option instanceof Options.Uid given) {
            fresh = uid == null;
            uid = given.value();
        } else if (option instanceof Options.Order given) {
            fresh = !ordered;
            ordered = true;
            order = given.value();
        } else if (option instanceof Options.Weak) {
            fresh = !weak;
            weak = true;
        } else if (option instanceof Options.Subtypes) {
            fresh = !subtypes;
            subtypes = true;
        } else if (option instanceof Options.Filter<?> given) {
            fresh = filter == null;
            filter = (Predicate<Object>) given.condition();
        } else if (option instanceof Options.OnError given) {
            fresh = errorPolicy == null;
            errorPolicy = given.policy();
        } else if (option instanceof Delivery<?> given) {
            fresh = delivery == null;
            delivery = (Delivery<Object>) given;
        } else if (option instanceof SenderPart<?> given) {
            fresh = part == null;
            part = (SenderPart<Object>) given;
        } else {
            throw new IllegalArgumentException(attempt + ": unknown option " + option + " of " + option.getClass()
                    + "; use those of dev.signals.Options, or implement Delivery or SenderPart");
        }
        if (!fresh) {
            throw new IllegalArgumentException(
                    attempt + ": option " + option + " follows another of its kind; give each kind once");
        }
    }

    /** The uid, or null if there is none; an empty one is none, as in Django. */
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

    /** What an event must satisfy: to be about the part of the sender, if there is one, and the filter. */
    @Nullable
    Predicate<Object> filter() {
        SenderPart<Object> about = part;
        if (about == null) {
            return filter;
        }
        return filter == null ? about::includes : ((Predicate<Object>) about::includes).and(filter);
    }

    /** The filter alone. */
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
