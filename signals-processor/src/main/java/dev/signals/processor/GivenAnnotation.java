package dev.signals.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as it is written in the source; what has been left to its defaults is absent.
 *
 * @param annotated what it stands on
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

    /** Whether any of these annotations stands there. */
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

    /** The elements of an array. */
    List<AnnotationValue> values(String member) {
        AnnotationValue value = value(member);
        return value != null && value.getValue() instanceof List<?> elements
                ? elements.stream().map(AnnotationValue.class::cast).toList()
                : List.of();
    }

    /** A string; empty if it is not given, or wrong. */
    String text(String member) {
        AnnotationValue value = value(member);
        return value != null && value.getValue() instanceof String text ? text : "";
    }

    boolean isTrue(String member) {
        AnnotationValue value = value(member);
        return value != null && Boolean.TRUE.equals(value.getValue());
    }
}
