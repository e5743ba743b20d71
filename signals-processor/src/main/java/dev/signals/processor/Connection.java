package dev.signals.processor;

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

    /** What no two connections share, if they have uids. */
    String key(TypeNames names) {
        String about = sender == null ? "any" : sender.isOpen() ? sender.variable() : names.ofClass(sender.type());
        return signal + " of " + about + part() + " as " + uid();
    }
}
