package dev.signals.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is made when a receiver method is registered.
 *
 * @param sender null for any sender
 */
record Connection(
        ReceiverMethod method, EventSignal signal, @Nullable Sender sender) {

    /** Returns the name of the connection in messages. */
    String description(TypeNames names) {
        String uid = uid();
        return "receiver " + method.name(names) + (uid.isEmpty() ? "" : " (uid \"" + uid + "\")") + " of " + signal
                + " for " + (sender == null ? "any sender" : names.ofClass(sender.type())) + part();
    }

    /** Returns the uid; empty if there is none. */
    String uid() {
        return method.receiver().text("uid");
    }

    /** Returns the part of the sender in the words of messages; empty for the whole sender. */
    String part() {
        return (entity().isEmpty() ? "" : " named " + entity()) + partOfEntity();
    }

    /** Returns the entity name that the receiver is connected for; empty if none is given. */
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

    /** Returns the uids of the receivers that are called before. */
    List<String> after() {
        return method.receiver().texts("after");
    }

    /** Returns the order; 0 if none is given. */
    int order() {
        return method.receiver().number("order");
    }

    /** Returns the keys that no two connections with uids may share: one for each name of the sender. */
    List<String> keys(TypeNames names) {
        return lists(names).stream().map(list -> list + " as " + uid()).toList();
    }

    /** Returns the names of the lists of receivers that it is in: one for each name of the sender. */
    List<String> lists(TypeNames names) {
        return senderNames(names).stream()
                .map(name -> signal + " of " + name + partOfEntity())
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
