package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery;
import dev.signals.Option;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The phase that a receiver of {@code changed} is connected for, with the options for more events. */
public final class ChangedPart extends ModelPart<Changed<?>> {

    /** One part for each moment, for all entities. */
    static final List<ChangedPart> WHOLES = Stream.of(Moment.values())
            .map(moment -> new ChangedPart(moment, Set.of(), null))
            .toList();

    private final Moment moment;
    private final Set<Including> including;

    private ChangedPart(Moment moment, Set<Including> including, @Nullable String entityName) {
        super(entityName);
        this.moment = moment;
        this.including = including;
    }

    /** Adds the part to the options: the phase that the options name, or after the commit if they name none. */
    static Option<?>[] in(Option<?>... options) {
        List<Option<?>> all = new ArrayList<>(Arrays.asList(options));
        Moment moment = all.stream()
                .map(ChangedPart::moment)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Moment.AFTER_COMMIT);
        if (all.stream().noneMatch(Delivery.class::isInstance)) {
            all.add(PhaseDelivery.AFTER_COMMIT);
        }
        Set<Including> including = EnumSet.noneOf(Including.class);
        for (Including each : Including.values()) {
            if (all.remove(each)) {
                including.add(each);
            }
        }
        all.add(new ChangedPart(moment, Set.copyOf(including), null));
        return all.toArray(Option[]::new);
    }

    /** Returns the moment that an option asks for; null if it asks for none. */
    private static @Nullable Moment moment(Option<?> option) {
        if (option instanceof DurableDelivery) {
            return Moment.LAST_WRITE;
        }
        return option instanceof PhaseDelivery delivery ? moment(delivery.phase()) : null;
    }

    private static Moment moment(TransactionPhase phase) {
        return switch (phase) {
            case BEFORE_COMMIT -> Moment.BEFORE_COMMIT;
            case AFTER_COMMIT -> Moment.AFTER_COMMIT;
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

    /** Returns the moment. */
    public Moment moment() {
        return moment;
    }

    @Override
    ChangedPart named(String entityName) {
        return new ChangedPart(moment, including, entityName);
    }

    @Override
    boolean matches(Changed<?> event) {
        return isDue(event) && (wasWanted(event) || including.size() == Including.values().length || isWanted(event));
    }

    /** Returns whether the event was found wanted before. If a class has changed since, less of it may be left. */
    private static boolean wasWanted(Changed<?> event) {
        return event instanceof Momentary momentary && momentary.wasWanted();
    }

    private boolean isDue(Changed<?> event) {
        return event instanceof Momentary momentary
                ? momentary.moment() == moment
                : moment != Moment.LAST_WRITE && event.phase() == moment.phase();
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
        return moment;
    }

    /** Returns the end of a sender in messages. */
    @Override
    public String toString() {
        return super.toString() + (moment == Moment.BEFORE_COMMIT ? " before the commit" : "");
    }

    /** The moments in which the net changes of a transaction are sent. */
    public enum Moment {
        BEFORE_COMMIT(TransactionPhase.BEFORE_COMMIT),

        /** When everything else is done before the commit, for calls that the transaction writes down. */
        LAST_WRITE(TransactionPhase.AFTER_COMMIT),
        AFTER_COMMIT(TransactionPhase.AFTER_COMMIT);

        private final TransactionPhase phase;

        Moment(TransactionPhase phase) {
            this.phase = phase;
        }

        /** Returns the phase in which receivers are called. */
        public TransactionPhase phase() {
            return phase;
        }
    }

    /** An event that knows its moment. */
    public interface Momentary {

        Moment moment();

        /** Returns whether the event comes back after it was found wanted. */
        default boolean wasWanted() {
            return false;
        }
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
