package dev.signals.processor;

import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The class that a receiver is connected for.
 *
 * @param type the class, or an array
 * @param subtypes whether subtypes are included
 * @param variable the variable whose bound the type is, for a subclass to say more; null if there is none
 */
record Sender(TypeMirror type, boolean subtypes, @Nullable String variable) {

    boolean isOpen() {
        return variable != null;
    }
}
