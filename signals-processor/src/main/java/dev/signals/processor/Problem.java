package dev.signals.processor;

import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * The fault of a method.
 *
 * @param place the annotation value that causes it; null for the method itself
 */
record Problem(String message, @Nullable AnnotationValue place) {}
