package dev.signals.processor;

import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a method.
 *
 * @param place the value of its annotation that is to blame; null for the method itself
 */
record Problem(String message, @Nullable AnnotationValue place) {}
