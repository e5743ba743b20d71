package dev.signals.processor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * The mapping of an attribute as a collection, read from its annotations.
 *
 * @param association true if it is an association with rows in a table of its own
 * @param mappedBy the attribute on the other side that writes the rows; empty if this attribute writes them
 * @param element the type of the elements
 */
record CollectionMapping(boolean association, String mappedBy, TypeMirror element) {

    private static final String MANY_TO_MANY = "jakarta.persistence.ManyToMany";
    private static final String MANY_TO_ANY = "org.hibernate.annotations.ManyToAny";
    private static final String ONE_TO_MANY = "jakarta.persistence.OneToMany";
    private static final String ELEMENT_COLLECTION = "jakarta.persistence.ElementCollection";
    private static final List<String> JOIN_COLUMNS =
            List.of("jakarta.persistence.JoinColumn", "jakarta.persistence.JoinColumns");

    /** Returns the mapping; empty if no annotation makes the attribute a collection. */
    static Optional<CollectionMapping> of(Attribute attribute) {
        return Stream.of(MANY_TO_MANY, MANY_TO_ANY, ONE_TO_MANY, ELEMENT_COLLECTION)
                .flatMap(name -> attribute.annotation(name).stream().map(given -> of(attribute, name, given)))
                .findFirst();
    }

    private static CollectionMapping of(Attribute attribute, String annotation, GivenAnnotation given) {
        String mappedBy = given.text("mappedBy");
        boolean association = switch (annotation) {
            case MANY_TO_MANY, MANY_TO_ANY -> true;
            case ONE_TO_MANY -> mappedBy.isEmpty() && !attribute.hasAny(JOIN_COLUMNS);
            default -> false;
        };
        AnnotationValue target = given.value("targetEntity");
        return new CollectionMapping(
                association,
                mappedBy,
                target != null && target.getValue() instanceof TypeMirror named ? named : element(attribute.type()));
    }

    private static TypeMirror element(TypeMirror collection) {
        if (collection.getKind() == TypeKind.ARRAY) {
            return ((ArrayType) collection).getComponentType();
        }
        List<? extends TypeMirror> arguments =
                collection instanceof DeclaredType generic ? generic.getTypeArguments() : List.of();
        return arguments.isEmpty() ? collection : arguments.get(arguments.size() - 1);
    }

    /** Returns whether the other side writes the rows. */
    boolean isInverse() {
        return !mappedBy.isEmpty();
    }

    /** Returns the signal that is sent for this collection. */
    EventSignal signal() {
        return association || isInverse() ? EventSignal.M2M_CHANGED : EventSignal.COLLECTION_CHANGED;
    }
}
