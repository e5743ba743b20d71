package dev.signals.processor;

import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The rules for senders that no entity can match, as far as the class itself shows. */
final class SenderRules {

    private static final String NEVER_AN_ENTITY = "such a type is never an entity class; give the entity class";

    private SenderRules() {}

    /** Returns the fault of a sender; null if it may be an entity class. */
    static @Nullable String fault(Sender sender) {
        if (sender.isOpen()) {
            return null;
        }
        return switch (sender.type().getKind()) {
            case ARRAY -> NEVER_AN_ENTITY;
            case DECLARED -> fault(Model.element(sender.type()), sender.subtypes());
            default -> null;
        };
    }

    private static @Nullable String fault(TypeElement type, boolean subtypes) {
        return switch (type.getKind()) {
            case ENUM, RECORD, ANNOTATION_TYPE -> NEVER_AN_ENTITY;
            case INTERFACE ->
                subtypes
                        ? null
                        : "it is an interface, and only exactly this class matches; add includingSubtypes() to"
                                + " receive events of the entities that implement it";
            default -> faultOfClass(type, subtypes);
        };
    }

    private static @Nullable String faultOfClass(TypeElement type, boolean subtypes) {
        if (GivenAnnotation.of(type, "jakarta.persistence.Embeddable").isPresent()) {
            return "it is an @Embeddable and saved with its owner; give the entity class that owns it";
        }
        if (!subtypes
                && GivenAnnotation.of(type, "jakarta.persistence.MappedSuperclass")
                        .isPresent()) {
            return "it is a @MappedSuperclass, and only exactly this class matches; add includingSubtypes() to receive"
                    + " events of the entities that extend it";
        }
        return null;
    }
}
