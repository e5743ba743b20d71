package dev.signals.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as it is written in the source. Values left to their defaults are absent.
 *
 * @param annotated the element with the annotation
 */
record GivenAnnotation(Element annotated, AnnotationMirror mirror) {

    static Optional<GivenAnnotation> of(Element annotated, String annotation) {
        return annotated.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(annotation))
                .findFirst()
                .map(mirror -> new GivenAnnotation(annotated, mirror));
    }

    /** Returns whether the element has any of these annotations. */
    static boolean isAnyOn(Element annotated, List<String> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> of(annotated, annotation).isPresent());
    }

    @Nullable
    AnnotationValue value(String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .<AnnotationValue>map(entry -> entry.getValue())
                .findFirst()
                .orElse(null);
    }

    /** Returns the elements of an array; empty if it is not given. */
    List<AnnotationValue> values(String member) {
        AnnotationValue value = value(member);
        return value != null && value.getValue() instanceof List<?> elements
                ? elements.stream().map(AnnotationValue.class::cast).toList()
                : List.of();
    }

    /** Returns the strings of an array; empty if it is not given. */
    List<String> texts(String member) {
        return values(member).stream()
                .map(AnnotationValue::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Returns a string; empty if it is not given, or is wrong. */
    String text(String member) {
        AnnotationValue value = value(member);
        return value != null && value.getValue() instanceof String text ? text : "";
    }

    /** Returns the name of an enum constant; empty if it is not given, or is wrong. */
    String constant(String member) {
        AnnotationValue value = value(member);
        return value != null && value.getValue() instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : "";
    }

    /** Returns a number; 0 if it is not given, or is wrong. */
    int number(String member) {
        AnnotationValue value = value(member);
        return value != null && value.getValue() instanceof Integer number ? number : 0;
    }

    boolean isTrue(String member) {
        AnnotationValue value = value(member);
        return value != null && Boolean.TRUE.equals(value.getValue());
    }
}
