package dev.signals.processor;

import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic.Kind;

/** The rule that classes named in {@code @Receivers} have receiver methods. */
final class ReceiversRule {

    static final String RECEIVERS = EventSignal.ANNOTATIONS + ".Receivers";

    private final Model model;
    private final ReceiverMethods methods;

    ReceiversRule(Model model, ReceiverMethods methods) {
        this.model = model;
        this.methods = methods;
    }

    void check(TypeElement type, Messager messager) {
        GivenAnnotation.of(type, RECEIVERS).ifPresent(receivers -> {
            for (AnnotationValue value : receivers.values("value")) {
                fault(value)
                        .ifPresent(fault -> messager.printMessage(Kind.ERROR, fault, type, receivers.mirror(), value));
            }
        });
    }

    private Optional<String> fault(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror named
                        && named.getKind() == TypeKind.DECLARED
                        && model.isLineageKnown(Model.element(named))
                        && methods.of(Model.element(named)).isEmpty()
                ? Optional.of("cannot register " + model.names().of(Model.element(named))
                        + ": it has no receiver; annotate a method with @Receiver, as in"
                        + " @Receiver void articleSaved(PostSave<Article> event)")
                : Optional.empty();
    }
}
