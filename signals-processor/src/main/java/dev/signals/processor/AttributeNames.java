package dev.signals.processor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** The members of classes that are attributes, and the names of these attributes. */
final class AttributeNames {

    private static final List<String> IDS = List.of("jakarta.persistence.Id", "jakarta.persistence.EmbeddedId");
    private static final List<String> ACCESS =
            List.of("jakarta.persistence.Access", "org.hibernate.annotations.AttributeAccessor");
    private static final List<String> TRANSIENT = List.of("jakarta.persistence.Transient");

    private AttributeNames() {}

    /**
     * Returns whether the properties of an entity are certainly no attributes: its identifier is a field, and no
     * annotation sets the access.
     */
    static boolean areFieldsOnly(List<TypeElement> lineage) {
        return !hasAccessAnnotation(lineage)
                && hasId(lineage, ElementKind.FIELD)
                && !hasId(lineage, ElementKind.METHOD);
    }

    private static boolean hasId(List<TypeElement> lineage, ElementKind kind) {
        return members(lineage).anyMatch(member -> member.getKind() == kind && GivenAnnotation.isAnyOn(member, IDS));
    }

    /** Returns whether an annotation on these classes or their members decides which of them are mapped. */
    static boolean hasAccessAnnotation(List<TypeElement> lineage) {
        return Stream.concat(lineage.stream(), members(lineage))
                .anyMatch(element -> GivenAnnotation.isAnyOn(element, ACCESS));
    }

    private static Stream<? extends Element> members(List<TypeElement> lineage) {
        return lineage.stream().flatMap(type -> type.getEnclosedElements().stream());
    }

    /** Returns the names by which a member may be an attribute, the usual one first. */
    static List<String> of(Element member, boolean fieldsOnly) {
        if (member.getModifiers().contains(Modifier.STATIC) || GivenAnnotation.isAnyOn(member, TRANSIENT)) {
            return List.of();
        }
        String name = member.getSimpleName().toString();
        if (member.getKind() == ElementKind.FIELD) {
            return member.getModifiers().contains(Modifier.TRANSIENT) ? List.of() : List.of(name);
        }
        return !fieldsOnly && member instanceof ExecutableElement method && isGetter(method)
                ? ofGetter(name.substring(name.startsWith("is") ? 2 : 3))
                : List.of();
    }

    private static boolean isGetter(ExecutableElement method) {
        return method.getSimpleName().toString().matches("(get|is).+")
                && method.getParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    /** JavaBeans keep capitals that come in a row. A mapping may have either name. */
    private static List<String> ofGetter(String stem) {
        String lower = stem.substring(0, 1).toLowerCase(Locale.ROOT) + stem.substring(1);
        return stem.matches("\\p{Lu}{2}.*") ? List.of(stem, lower) : List.of(lower);
    }
}
