package dev.signals.hibernate.internal.receiver;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.ModelEvent;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a receiver method.
 *
 * @param events the types of the events it receives
 * @param sender the entity class; null for any
 * @param subtypes true if it receives events of subtypes too
 * @param batch true if it takes a list
 */
record ReceiverSignature(Set<Class<?>> events, @Nullable Class<?> sender, boolean subtypes, boolean batch) {

    /**
     * Reads a method.
     *
     * @throws IllegalArgumentException if it cannot be a receiver
     */
    static ReceiverSignature of(Method method, Receiver receiver, TypeArguments arguments) {
        if (method.getParameterCount() != 1) {
            throw fault(method, "it takes " + method.getParameterCount() + " parameters");
        }
        if (method.getReturnType() != void.class) {
            throw fault(method, "its result would be lost");
        }
        Type parameter = arguments.resolve(method.getGenericParameterTypes()[0]);
        boolean batch = arguments.raw(parameter) == List.class;
        Type event = batch ? arguments.argument(parameter) : parameter;
        if (event == null || !ModelEvent.class.isAssignableFrom(arguments.raw(event))) {
            throw fault(method, "it takes " + parameter.getTypeName() + ", which is no event");
        }
        Set<Class<?>> events = events(method, receiver, arguments.raw(event));
        if (batch && !events.equals(Set.of(Changed.class))) {
            throw fault(method, "only Changed events can be received as a list, as in List<Changed<Article>>");
        }
        return ofSender(events, arguments.argument(event), arguments, batch);
    }

    private static ReceiverSignature ofSender(
            Set<Class<?>> events, @Nullable Type argument, TypeArguments arguments, boolean batch) {
        Class<?> sender = argument == null ? Object.class : arguments.raw(argument);
        return sender == Object.class
                ? new ReceiverSignature(events, null, false, batch)
                : new ReceiverSignature(events, sender, argument instanceof WildcardType, batch);
    }

    private static Set<Class<?>> events(Method method, Receiver receiver, Class<?> taken) {
        Set<Class<?>> named = new LinkedHashSet<>(Arrays.asList(receiver.value()));
        if (named.isEmpty()) {
            named.add(taken);
        }
        for (Class<?> event : named) {
            if (!EventSignals.isSent(event)) {
                throw fault(
                        method,
                        "no signal sends " + event.getSimpleName()
                                + "; name the signals, as in @Receiver({PostSave.class, PostDelete.class})");
            }
            if (!taken.isAssignableFrom(event)) {
                throw fault(
                        method,
                        "it takes " + taken.getSimpleName() + ", but the annotation names " + event.getSimpleName());
            }
        }
        return named;
    }

    static IllegalArgumentException fault(Method method, String fault) {
        return new IllegalArgumentException("cannot register " + name(method) + ": " + fault
                + "; a receiver looks like @Receiver void " + method.getName() + "(PostSave<Article> event)");
    }

    private static String name(Method method) {
        return "@Receiver method " + method.getDeclaringClass().getName() + "." + method.getName()
                + Arrays.stream(method.getGenericParameterTypes())
                        .map(ReceiverSignature::shortName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String shortName(Type type) {
        return type.getTypeName().replaceAll("[\\w.]*\\.", "").replaceAll("\\w+\\$", "");
    }
}
