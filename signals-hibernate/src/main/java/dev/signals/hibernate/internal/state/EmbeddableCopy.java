package dev.signals.hibernate.internal.state;

import dev.signals.hibernate.internal.access.FatalErrors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/** A copy of an embeddable in which some parts have other values. */
final class EmbeddableCopy {

    private EmbeddableCopy() {}

    /** Returns a copy with these parts; the embeddable as it is, if it cannot be copied. */
    static Object of(
            CompositeType embeddable, Object value, @Nullable Object[] parts, SessionFactoryImplementor factory) {
        try {
            Object copy = embeddable.deepCopy(value, factory);
            return embeddable.replacePropertyValues(copy, parts, null); // which needs no session
        } catch (Throwable e) {
            FatalErrors.rethrow(e);
            return value;
        }
    }
}
