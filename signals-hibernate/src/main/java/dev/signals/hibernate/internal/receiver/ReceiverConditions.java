package dev.signals.hibernate.internal.receiver;

import dev.signals.Option;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.OnChange;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.ChangeEvent;
import dev.signals.hibernate.internal.connect.EntityRule;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The conditions of a receiver method for one signal. */
final class ReceiverConditions {

    private final Method method;
    private final Receiver receiver;
    private final ReceiverSignature signature;

    ReceiverConditions(Method method, Receiver receiver, ReceiverSignature signature) {
        this.method = method;
        this.receiver = receiver;
        this.signature = signature;
    }

    /**
     * Returns the conditions.
     *
     * @param rule the rule of the signal, which may know the types of attributes
     * @throws IllegalArgumentException if they have no meaning for the event, or a text is no value of its attribute
     */
    List<Option<?>> options(Class<?> event, Object rule) {
        List<Option<?>> options = new ArrayList<>();
        if (receiver.createdOnly()) {
            checkMeaning("createdOnly", event);
            options.add(ModelSignals.createdOnly());
        }
        if (receiver.updatedOnly()) {
            checkMeaning("updatedOnly", event);
            options.add(ModelSignals.updatedOnly());
        }
        checkAttributeOf("from", receiver.from());
        checkAttributeOf("to", receiver.to());
        if (receiver.onChange().length > 0) {
            checkMeaning("onChange", event);
            options.add(onChange(rule));
        }
        return options;
    }

    private void checkMeaning(String member, Class<?> event) {
        if (!ChangeEvent.class.isAssignableFrom(event)) {
            throw ReceiverSignature.fault(method, member + " has no meaning for " + event.getSimpleName());
        }
    }

    private void checkAttributeOf(String member, String... texts) {
        if (texts.length > 0 && receiver.onChange().length == 0) {
            throw ReceiverSignature.fault(
                    method, member + " has no meaning without onChange, which names the attribute");
        }
    }

    private OnChange onChange(Object rule) {
        OnChange any = ModelSignals.onChange(receiver.onChange());
        OnChange from = with(any, "from", any::from, rule, receiver.from());
        return with(from, "to", from::to, rule, receiver.to());
    }

    private OnChange with(
            OnChange option, String member, Function<Object, OnChange> narrow, Object rule, String... texts) {
        if (texts.length == 0) {
            return option;
        }
        if (texts.length > 1) {
            throw ReceiverSignature.fault(method, member + " names " + texts.length + " values, but can have only one");
        }
        Object value = option.attributes().size() > 1 ? texts[0] : value(member, texts[0], rule);
        try {
            return narrow.apply(value);
        } catch (IllegalArgumentException e) {
            throw ReceiverSignature.fault(method, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the value that a text stands for; the text itself if the type of the attribute is not known. */
    private Object value(String member, String text, Object rule) {
        String attribute = receiver.onChange()[0];
        Set<Class<?>> types = rule instanceof EntityRule entities
                ? entities.typesOf(
                        attribute,
                        signature.sender(),
                        signature.subtypes() || receiver.includingSubtypes(),
                        receiver.entity().isEmpty() ? null : receiver.entity())
                : Set.of();
        if (types.isEmpty()) {
            return text;
        }
        Class<?> type = types.iterator().next();
        String what = "attribute \"" + attribute + "\", which is a "
                + types.stream().map(Class::getName).collect(Collectors.joining(" or a "));
        if (types.size() > 1 || !AttributeText.isReadable(type)) {
            throw ReceiverSignature.fault(
                    method,
                    "a text cannot be a value of " + what + "; connect with the option onChange(\"" + attribute + "\")."
                            + member + "(...) instead");
        }
        Object value = AttributeText.read(type, text);
        if (value == null) {
            throw ReceiverSignature.fault(
                    method, member + " \"" + text + "\" is no value of " + what + AttributeText.constants(type));
        }
        return value;
    }
}
