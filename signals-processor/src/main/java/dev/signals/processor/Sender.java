package dev.signals.processor;

import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The class that a receiver is connected for.
 *
 * @param type the class, or an array
 * @param subtypes true if subtypes are included
 * @param variable the type variable whose bound is {@code type}, to be set by a subclass; null if there is none
 */
record Sender(TypeMirror type, boolean subtypes, @Nullable String variable) {

    boolean isOpen() {
        return variable != null;
    }
}
