package dev.signals.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an entity class; attributes of its embeddables are named by their path. In doubt a member counts as
 * an attribute, because the mapping decides whether fields or properties are mapped.
 */
final class EntityAttributes {

    private static final List<String> ENTITIES =
            List.of("jakarta.persistence.Entity", "jakarta.persistence.MappedSuperclass");
    private static final List<String> WITH_SUBCLASSES =
            List.of("jakarta.persistence.DiscriminatorColumn", "jakarta.persistence.DiscriminatorValue");

    private final Model model;
    private final Map<String, Attribute> attributes = new TreeMap<>();
    private final Set<String> unseenBehind = new HashSet<>();

    private EntityAttributes(Model model) {
        this.model = model;
    }

    static EntityAttributes of(DeclaredType entity, Model model) {
        EntityAttributes attributes = new EntityAttributes(model);
        List<TypeElement> lineage = model.lineage(Model.element(entity));
        attributes.collect("", entity, AttributeNames.areFieldsOnly(lineage), Set.of());
        return attributes;
    }

    /** Returns the attribute with this path; null if none can be seen. */
    @Nullable
    Attribute get(String path) {
        return attributes.get(path);
    }

    /** Returns whether there may be an attribute with this path that cannot be seen here. */
    boolean mayHaveUnseen(String path) {
        return unseenBehind.stream().anyMatch(path::startsWith);
    }

    /** Returns the paths of the attributes that satisfy a condition, in alphabetical order. */
    List<String> paths(Predicate<Attribute> condition) {
        return attributes.entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Adds the attributes of a class.
     *
     * @param prefix the path of the embeddable with a dot at its end; empty for the entity
     * @param around the enclosing embeddables, which cannot be inside it once more
     */
    private void collect(String prefix, DeclaredType owner, boolean fieldsOnly, Set<TypeElement> around) {
        Map<String, Attribute> own = new TreeMap<>();
        for (TypeElement declaring : model.lineage(Model.element(owner))) {
            for (Element member : declaring.getEnclosedElements()) {
                for (String name : AttributeNames.of(member, fieldsOnly)) {
                    own.computeIfAbsent(name, key -> new Attribute(type(owner, member), new ArrayList<>()))
                            .members()
                            .add(member);
                }
            }
        }
        if (!model.isLineageKnown(Model.element(owner))) {
            unseenBehind.add(prefix);
        }
        own.forEach((name, attribute) -> {
            attributes.put(prefix + name, attribute);
            collectParts(prefix + name + ".", model.resolve(attribute.type()), fieldsOnly, around);
        });
    }

    private TypeMirror type(DeclaredType owner, Element member) {
        TypeMirror type = model.types().asMemberOf(owner, member);
        return member.getKind() == ElementKind.METHOD ? ((ExecutableType) type).getReturnType() : type;
    }

    private void collectParts(String prefix, TypeMirror type, boolean fieldsOnly, Set<TypeElement> around) {
        if (type.getKind() == TypeKind.DECLARED) {
            TypeElement element = Model.element(type);
            if (isEmbeddable(element) && !around.contains(element)) {
                collectEmbeddable(prefix, (DeclaredType) type, fieldsOnly, around);
            } else if (!isWithoutParts(element)) {
                unseenBehind.add(prefix);
            }
        } else if (!type.getKind().isPrimitive() && type.getKind() != TypeKind.ARRAY) {
            unseenBehind.add(prefix);
        }
    }

    private void collectEmbeddable(String prefix, DeclaredType type, boolean fieldsOnly, Set<TypeElement> around) {
        TypeElement element = Model.element(type);
        if (isExtended(element)) {
            unseenBehind.add(prefix);
        }
        Set<TypeElement> inside = new HashSet<>(around);
        inside.add(element);
        collect(prefix, type, fieldsOnly && !AttributeNames.hasAccessAnnotation(model.lineage(element)), inside);
    }

    /**
     * Returns whether other embeddables extend this one. Hibernate counts their attributes as attributes of this one.
     */
    private static boolean isExtended(TypeElement embeddable) {
        return embeddable.getModifiers().contains(Modifier.ABSTRACT)
                || GivenAnnotation.isAnyOn(embeddable, WITH_SUBCLASSES)
                || siblings(embeddable).stream().anyMatch(type -> isSubclass(type, embeddable));
    }

    /** Returns the classes of the same package, or of the same enclosing class. */
    private static List<TypeElement> siblings(TypeElement type) {
        Element around = type.getEnclosingElement();
        return around == null ? List.of() : ElementFilter.typesIn(around.getEnclosedElements());
    }

    private static boolean isSubclass(TypeElement type, TypeElement superclass) {
        TypeMirror declared = type.getSuperclass();
        return declared.getKind() == TypeKind.DECLARED
                && Model.element(declared).equals(superclass);
    }

    private static boolean isEmbeddable(TypeElement type) {
        return GivenAnnotation.of(type, "jakarta.persistence.Embeddable").isPresent();
    }

    /** Returns whether no value of this type can have parts. Any other class may be an embeddable by its mapping. */
    private boolean isWithoutParts(TypeElement type) {
        return type.getKind() == ElementKind.ENUM
                || (type.getQualifiedName().toString().startsWith("java.") && !model.isObject(type.asType()))
                || GivenAnnotation.isAnyOn(type, ENTITIES);
    }
}
