package dev.signals.test;

import dev.signals.hibernate.event.BulkStatement;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.CollectionEvent;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.TransactionEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event as it was when it was sent.
 *
 * @param signal the name of the signal, for instance {@code post_save}
 * @param sender the entity class; for a bulk statement the class of the entity that it names
 * @param id the identifier; null if there was none yet, and for a bulk statement
 * @param summary the event in a few words, see {@link TransactionEvent#summary}
 * @param changes the changes; empty for a signal without old and new values
 * @param event the event itself; its session may have ended
 * @param rolledBack whether the transaction of the event, or the savepoint it happened behind, had been rolled back when the
 *     recorder was asked
 */
public record RecordedSignal(
        String signal,
        Class<?> sender,
        @Nullable Object id,
        String summary,
        Optional<Changes> changes,
        TransactionEvent event,
        boolean rolledBack) {

    static RecordedSignal of(String signal, TransactionEvent event) {
        Optional<Changes> changes =
                event instanceof ChangeEvent<?> change ? Optional.of(change.changes()) : Optional.empty();
        if (event instanceof ModelEvent<?> model) {
            return new RecordedSignal(signal, model.sender(), model.id(), model.summary(), changes, model, false);
        }
        Class<?> named = ((BulkStatement) event).entityType();
        return new RecordedSignal(signal, named, null, event.summary(), changes, event, false);
    }

    /** Returns the summary without the identifier: {@code post_save Article created}. */
    public String line() {
        return id == null ? summary : summary.replace("#" + id, "");
    }

    /** Returns the attribute of a collection signal; empty for other signals. */
    public Optional<String> attribute() {
        return event instanceof CollectionEvent<?> collection ? Optional.of(collection.attribute()) : Optional.empty();
    }

    RecordedSignal asRolledBack() {
        return new RecordedSignal(signal, sender, id, summary, changes, event, true);
    }

    /** Returns the summary, and whether it was rolled back, for messages. */
    String described() {
        return rolledBack ? summary + " (rolled back)" : summary;
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

    /** Returns the summary. */
    @Override
    public String toString() {
        return summary;
    }
}
