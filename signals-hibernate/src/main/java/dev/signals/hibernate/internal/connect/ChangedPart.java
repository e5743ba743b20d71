package dev.signals.hibernate.internal.connect;

import dev.signals.Delivery;
import dev.signals.Option;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The phase that a receiver of {@code changed} is connected for. */
public final class ChangedPart extends ModelPart<Changed<?>> {

    static final ChangedPart BEFORE_COMMIT = new ChangedPart(TransactionPhase.BEFORE_COMMIT, null);
    static final ChangedPart AFTER_COMMIT = new ChangedPart(TransactionPhase.AFTER_COMMIT, null);

    private final TransactionPhase phase;

    private ChangedPart(TransactionPhase phase, @Nullable String entityName) {
        super(entityName);
        this.phase = phase;
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
        all.add(of(phase));
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

    /** Returns the phase. */
    public TransactionPhase phase() {
        return phase;
    }

    @Override
    ChangedPart named(String entityName) {
        return new ChangedPart(phase, entityName);
    }

    @Override
    boolean matches(Changed<?> event) {
        return event.phase() == phase;
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
}
