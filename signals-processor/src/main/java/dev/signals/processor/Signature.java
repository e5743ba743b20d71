package dev.signals.processor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The signature of a receiver method, from which the signals and the sender are read. */
final class Signature {

    private static final String EVENT = EventSignal.EVENTS + ".ModelEvent";

    private final Model model;
    private final ReceiverMethod method;
    private final Problems problems;

    private Signature(Model model, ReceiverMethod method, Problems problems) {
        this.model = model;
        this.method = method;
        this.problems = problems;
    }

    /**
     * Returns the connections that are made for a method when an instance of a class is registered; none if the method
     * cannot be a receiver, if the compiler cannot resolve its parameter, or if a subclass decides what it is.
     */
    static List<Connection> connections(ReceiverMethod method, TypeElement type, Model model, Problems problems) {
        ExecutableType inType =
                (ExecutableType) model.types().asMemberOf((DeclaredType) type.asType(), method.method());
        return new Signature(model, method, problems).connections(inType);
    }

    private List<Connection> connections(ExecutableType inType) {
        int parameters = inType.getParameterTypes().size();
        if (parameters != 1) {
            return refuse("it takes " + parameters + " parameters");
        }
        if (inType.getReturnType().getKind() != TypeKind.VOID && !model.isBroken(inType.getReturnType())) {
            return refuse("its result would be lost");
        }
        TypeMirror parameter = inType.getParameterTypes().get(0);
        TypeMirror resolved = model.resolve(parameter);
        return model.openVariable(parameter) != null || model.isBroken(resolved) ? List.of() : connections(resolved);
    }

    private List<Connection> connections(TypeMirror parameter) {
        boolean batch = Model.isNamed(parameter, "java.util.List");
        TypeMirror event = batch ? model.argument(parameter) : parameter;
        if (event != null && model.openVariable(event) != null) {
            return List.of();
        }
        if (event == null || !model.isA(model.raw(event), EVENT)) {
            return refuse("it takes " + model.names().of(parameter) + ", which is no event");
        }
        Set<EventSignal> signals = signals(Model.element(model.raw(event)));
        if (batch && !signals.isEmpty() && !signals.equals(Set.of(EventSignal.CHANGED))) {
            return refuse("only Changed events can be received as a list, as in List<Changed<Article>>");
        }
        Sender sender = sender(model.argument(event));
        return signals.stream()
                .map(signal -> new Connection(method, signal, sender))
                .toList();
    }

    private Set<EventSignal> signals(TypeElement taken) {
        List<AnnotationValue> named = method.receiver().values("value");
        Set<EventSignal> signals = new LinkedHashSet<>();
        if (named.isEmpty()) {
            add(taken, taken, null, signals);
        }
        for (AnnotationValue value : named) {
            if (value.getValue() instanceof TypeMirror event && event.getKind() == TypeKind.DECLARED) {
                add(Model.element(event), taken, value, signals);
            }
        }
        return signals;
    }

    private void add(TypeElement event, TypeElement taken, @Nullable AnnotationValue place, Set<EventSignal> signals) {
        EventSignal signal = EventSignal.sending(event).orElse(null);
        if (signal == null) {
            problems.add(
                    "no signal sends " + event.getSimpleName()
                            + "; name the signals, as in @Receiver({PostSave.class, PostDelete.class})",
                    place);
        } else if (!model.isA(event.asType(), taken.asType())) {
            problems.add(
                    "it takes " + taken.getSimpleName() + ", but the annotation names " + event.getSimpleName(), place);
        } else {
            signals.add(signal);
        }
    }

    private @Nullable Sender sender(@Nullable TypeMirror argument) {
        if (argument == null || !method.receiver().text("entity").isEmpty()) {
            return null;
        }
        TypeMirror type = model.raw(argument);
        String variable = model.openVariable(argument);
        boolean subtypes =
                argument.getKind() == TypeKind.WILDCARD || method.receiver().isTrue("includingSubtypes");
        return variable == null && model.isObject(type) ? null : new Sender(type, subtypes, variable);
    }

    private List<Connection> refuse(String fault) {
        problems.add(fault, null);
        return List.of();
    }
}
