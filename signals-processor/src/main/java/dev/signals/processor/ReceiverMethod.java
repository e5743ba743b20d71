package dev.signals.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * A method that is called as a receiver.
 *
 * @param declaring the class that declares the method
 * @param receiver its annotation, or the annotation of the method it overrides
 * @param annotated the class of the method that has the annotation
 * @param origin the topmost receiver method that it overrides and replaces; the method itself if there is none
 */
record ReceiverMethod(
        TypeElement declaring,
        ExecutableElement method,
        GivenAnnotation receiver,
        TypeElement annotated,
        String origin) {

    /** Returns the name of the method in messages. */
    String name(TypeNames names) {
        return names.of(annotated) + "." + method.getSimpleName();
    }
}
