package dev.signals.hibernate.internal.connect;

import dev.signals.Condition;
import dev.signals.Option;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.internal.connect.ChangedPart.Including;

/**
 * The options {@link dev.signals.hibernate.ModelSignals#createdOnly} and {@link
 * dev.signals.hibernate.ModelSignals#updatedOnly}.
 */
public enum WriteKind implements Condition<ChangeEvent<?>> {
    CREATED("createdOnly()") {
        @Override
        public boolean test(ChangeEvent<?> event) {
            return isCreated(event);
        }
    },

    UPDATED("updatedOnly()") {
        @Override
        public boolean test(ChangeEvent<?> event) {
            return !isCreated(event) && !(event instanceof Changed<?> changed && changed.kind() == ChangeKind.DELETED);
        }

        @Override
        public boolean excludes(Option<?> other) {
            return other == CREATED || other == Including.CREATED_AND_DELETED;
        }
    };

    private final String text;

    WriteKind(String text) {
        this.text = text;
    }

    private static boolean isCreated(ChangeEvent<?> event) {
        if (event instanceof Changed<?> changed) {
            return changed.kind() == ChangeKind.CREATED || changed.kind() == ChangeKind.CREATED_AND_DELETED;
        }
        return event instanceof PostSave<?> saved ? saved.created() : event instanceof PreSave<?> save && save.isNew();
    }

    @Override
    public String toString() {
        return text;
    }
}
