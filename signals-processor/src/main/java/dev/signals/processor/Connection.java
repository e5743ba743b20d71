package dev.signals.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * A connection that registering a method makes.
 *
 * @param sender null for any
 */
record Connection(
        ReceiverMethod method, EventSignal signal, @Nullable Sender sender) {

    /** How messages name it. */
    String description(TypeNames names) {
        String uid = uid();
        return "receiver " + method.name(names) + (uid.isEmpty() ? "" : " (uid \"" + uid + "\")") + " of " + signal
                + " for " + (sender == null ? "any sender" : names.ofClass(sender.type())) + part();
    }

    /** Empty if it has none. */
    String uid() {
        return method.receiver().text("uid");
    }

    /** What of the sender it is about, in the words for it; empty for the whole of it. */
    String part() {
        return (entity().isEmpty() ? "" : " named " + entity()) + partOfEntity();
    }

    /** The entity name it is about; empty if that is not given. */
    private String entity() {
        return method.receiver().text("entity");
    }

    private String partOfEntity() {
        String attribute = method.receiver().text("attribute");
        if (signal.isAboutCollections()) {
            return attribute.isEmpty() ? "" : "." + attribute;
        }
        return signal == EventSignal.CHANGED && OptionRules.phases(method).contains("BEFORE_COMMIT")
                ? " before the commit"
                : "";
    }

    /** What no two connections share, if they have uids: one key for each name that the sender goes by. */
    List<String> keys(TypeNames names) {
        return senderNames(names).stream()
                .map(name -> signal + " of " + name + partOfEntity() + " as " + uid())
                .toList();
    }

    private List<String> senderNames(TypeNames names) {
        if (!entity().isEmpty()) {
            return List.of("entity " + entity());
        }
        if (sender == null || sender.isOpen()) {
            return List.of(sender == null ? "any" : "variable " + sender.variable());
        }
        String full = names.ofClass(sender.type());
        return entityAnnotation()
                .map(entity -> List.of(
                        "entity " + full,
                        "entity "
                                + (entity.text("name").isEmpty()
                                        ? full.substring(full.lastIndexOf('.') + 1)
                                        : entity.text("name"))))
                .orElse(List.of("entity " + full));
    }

    private Optional<GivenAnnotation> entityAnnotation() {
        return sender != null && sender.type().getKind() == TypeKind.DECLARED
                ? GivenAnnotation.of(Model.element(sender.type()), "jakarta.persistence.Entity")
                : Optional.empty();
    }
}
