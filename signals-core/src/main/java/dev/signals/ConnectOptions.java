package dev.signals;

import java.util.ArrayList;
import java.util.List;
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
    private @Nullable List<String> after;
    private final List<Condition<Object>> conditions = new ArrayList<>();
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
        read.checkAfter(attempt);
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
        } else if (option instanceof Options.After given) {
            first = after == null;
            after = given.uids();
        } else if (option instanceof Condition<?> given) {
            checkExclusion(attempt, given);
            first = conditions.stream().noneMatch(present -> present.getClass() == given.getClass());
            conditions.add((Condition<Object>) given);
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
                    + "; use an option of dev.signals.Options, or implement Condition, Delivery or SenderPart");
        }
        if (!first) {
            throw new IllegalArgumentException(
                    attempt + ": option " + option + " follows another of its kind; give each kind once");
        }
    }

    private void checkExclusion(String attempt, Condition<?> given) {
        for (Condition<Object> present : conditions) {
            if (present.excludes(given) || given.excludes(present)) {
                throw new IllegalArgumentException(
                        attempt + ": " + present + " and " + given + " exclude each other; drop one of them");
            }
        }
    }

    private void checkAfter(String attempt) {
        if (uid() != null && after().contains(uid())) {
            throw new IllegalArgumentException(
                    attempt + ": " + new Options.After(after()) + " names its own uid; name the uids of others");
        }
    }

    /** Returns the uid; null if there is none. An empty uid counts as none, as in Django. */
    @Nullable
    String uid() {
        return uid == null || uid.isEmpty() ? null : uid;
    }

    /** Returns the uids of the receivers that are called before. */
    List<String> after() {
        return after == null ? List.of() : after;
    }

    /** Returns whether there is an option for the order. */
    boolean hasOrder() {
        return ordered;
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
     * Returns the test that an event must pass: it is about the part of the sender, if there is one, and satisfies the
     * conditions.
     */
    @Nullable
    Predicate<Object> filter() {
        return AllConditions.of(part, conditions);
    }

    List<Condition<Object>> conditions() {
        return List.copyOf(conditions);
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
