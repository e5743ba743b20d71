package dev.signals.processor;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The warnings that {@code @SuppressWarnings} turns off, on an element or on what it is in. */
final class Suppressed {

    /** A class whose receivers nobody connects. */
    static final String UNREGISTERED = "signals.unregistered";

    /** Receivers that set the same attribute. */
    static final String OVERWRITTEN = "signals.overwritten";

    private static final String ALL = "signals";

    private Suppressed() {}

    static boolean isSuppressed(String warning, Element element) {
        for (@Nullable Element each = element; each != null; each = each.getEnclosingElement()) {
            boolean suppressed = GivenAnnotation.of(each, "java.lang.SuppressWarnings")
                    .filter(annotation -> annotation.texts("value").stream()
                            .anyMatch(token -> token.equals(warning) || token.equals(ALL) || token.equals("all")))
                    .isPresent();
            if (suppressed) {
                return true;
            }
        }
        return false;
    }
}
