package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery;
import dev.signals.Option;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The phase that a receiver of {@code changed} is connected for, with the options for more events. */
public final class ChangedPart extends ModelPart<Changed<?>> {

    static final ChangedPart BEFORE_COMMIT = new ChangedPart(TransactionPhase.BEFORE_COMMIT, Set.of(), null);
    static final ChangedPart AFTER_COMMIT = new ChangedPart(TransactionPhase.AFTER_COMMIT, Set.of(), null);

    private final TransactionPhase phase;
    private final Set<Including> including;

    private ChangedPart(TransactionPhase phase, Set<Including> including, @Nullable String entityName) {
        super(entityName);
        this.phase = phase;
        this.including = including;
    }

    /** Adds the part to the options: the phase that the options name, or after the commit if they name none. */
    static Option<?>[] in(Option<?>... options) {
        List<Option<?>> all = new ArrayList<>(Arrays.asList(options));
        TransactionPhase phase = all.stream()
                .filter(PhaseDelivery.class::isInstance)
                .map(option -> ((PhaseDelivery) option).phase())
                .findFirst()
                .orElse(TransactionPhase.AFTER_COMMIT);
        if (all.stream().noneMatch(Delivery.class::isInstance)) {
            all.add(PhaseDelivery.AFTER_COMMIT);
        }
        Set<Including> including = EnumSet.noneOf(Including.class);
        for (Including each : Including.values()) {
            if (all.remove(each)) {
                including.add(each);
            }
        }
        ChangedPart part = of(phase);
        all.add(including.isEmpty() ? part : new ChangedPart(phase, Set.copyOf(including), null));
        return all.toArray(Option[]::new);
    }

    private static ChangedPart of(TransactionPhase phase) {
        return switch (phase) {
            case BEFORE_COMMIT -> BEFORE_COMMIT;
            case AFTER_COMMIT -> AFTER_COMMIT;
            case AFTER_ROLLBACK, AFTER_COMPLETION ->
                throw new IllegalArgumentException("cannot connect to changed in phase " + phase
                        + ": a transaction that is rolled back has changed nothing; use beforeCommit() or afterCommit(),"
                        + " or connect to post_save and post_delete");
        };
    }

    /** Returns whether the receiver asks for these events too. */
    public boolean includes(Including events) {
        return including.contains(events);
    }

    /** Returns the phase. */
    public TransactionPhase phase() {
        return phase;
    }

    @Override
    ChangedPart named(String entityName) {
        return new ChangedPart(phase, including, entityName);
    }

    @Override
    boolean matches(Changed<?> event) {
        return event.phase() == phase && (including.size() == Including.values().length || isWanted(event));
    }

    private boolean isWanted(Changed<?> event) {
        return switch (event.kind()) {
            case CREATED, DELETED -> true;
            case CREATED_AND_DELETED -> includes(Including.CREATED_AND_DELETED);
            case UPDATED ->
                !event.changes().isEmpty()
                        || !event.changes().isKnown()
                        || includes(Including.COLLECTIONS); // nothing else has changed
        };
    }

    @Override
    Object detail() {
        return phase;
    }

    /** Returns the end of a sender in messages. */
    @Override
    public String toString() {
        return super.toString() + (phase == TransactionPhase.BEFORE_COMMIT ? " before the commit" : "");
    }

    /** The options for events that a receiver does not get otherwise. */
    public enum Including implements Option<Changed<?>> {
        /** {@link dev.signals.hibernate.ModelSignals#includingCollections}. */
        COLLECTIONS("includingCollections()"),

        /** {@link dev.signals.hibernate.ModelSignals#includingCreatedAndDeleted}. */
        CREATED_AND_DELETED("includingCreatedAndDeleted()");

        private final String text;

        Including(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
