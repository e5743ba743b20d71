package dev.signals.test;

import dev.signals.hibernate.ChangeKind;
import dev.signals.hibernate.Changed;
import dev.signals.hibernate.Changes;
import dev.signals.hibernate.CollectionEvent;
import dev.signals.hibernate.ModelEvent;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreSave;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event, as it was when it was sent.
 *
 * @param signal the name of the signal, for instance {@code post_save}
 * @param sender the entity class
 * @param id the identifier; null if there was none yet
 * @param summary the event in a few words, see {@link ModelEvent#summary}
 * @param changes what changed; empty for a signal that does not tell
 * @param event the event itself, whose session may have ended by now
 */
public record RecordedSignal(
        String signal,
        Class<?> sender,
        @Nullable Object id,
        String summary,
        Optional<Changes> changes,
        ModelEvent<?> event) {

    static RecordedSignal of(String signal, ModelEvent<?> event) {
        Object id = event.id();
        return new RecordedSignal(signal, event.sender(), id, event.summary(), changes(event), event);
    }

    private static Optional<Changes> changes(ModelEvent<?> event) {
        if (event instanceof PreSave<?> save) {
            return Optional.of(save.changes());
        } else if (event instanceof PostSave<?> save) {
            return Optional.of(save.changes());
        } else if (event instanceof Changed<?> changed) {
            return Optional.of(changed.changes());
        }
        return Optional.empty();
    }

    /** The summary without the identifier: {@code post_save Article created}. */
    public String line() {
        return id == null ? summary : summary.replace("#" + id, "");
    }

    /** The attribute of a collection signal; empty for others. */
    public Optional<String> attribute() {
        return event instanceof CollectionEvent<?> collection ? Optional.of(collection.attribute()) : Optional.empty();
    }

    boolean isCreation() {
        return event instanceof PostSave<?> save && save.created();
    }

    boolean isUpdate() {
        return event instanceof PostSave<?> save && !save.created();
    }

    boolean isNet(ChangeKind kind) {
        return event instanceof Changed<?> changed && changed.kind() == kind;
    }

    /** The summary. */
    @Override
    public String toString() {
        return summary;
    }
}
