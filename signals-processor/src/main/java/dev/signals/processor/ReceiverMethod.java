package dev.signals.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that is called as a receiver.
 *
 * @param declaring the class it stands in
 * @param receiver its annotation, or that of the method it overrides
 * @param annotated the class of the method that has the annotation
 * @param origin the topmost receiver that it overrides, which it takes the place of; else itself
 */
record ReceiverMethod(
        TypeElement declaring,
        ExecutableElement method,
        GivenAnnotation receiver,
        TypeElement annotated,
        String origin) {

    /** How messages name it. */
    String name(TypeNames names) {
        return names.of(annotated) + "." + method.getSimpleName();
    }
}
