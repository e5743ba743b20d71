package dev.signals.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The types that the compiler knows, in the terms of the checks at run time. */
final class Model {

    private final Elements elements;
    private final Types types;
    private final TypeNames names;

    Model(ProcessingEnvironment environment) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        names = new TypeNames(elements);
    }

    Elements elements() {
        return elements;
    }

    Types types() {
        return types;
    }

    TypeNames names() {
        return names;
    }

    /**
     * Returns the class and its superclasses without {@code Object}, up to the first that the compiler cannot find.
     */
    List<TypeElement> lineage(TypeElement type) {
        List<TypeElement> lineage = new ArrayList<>();
        TypeMirror each = type.asType();
        while (each.getKind() == TypeKind.DECLARED && !isObject(each)) {
            TypeElement element = element(each);
            lineage.add(element);
            each = element.getSuperclass();
        }
        return lineage;
    }

    /** Returns whether the compiler can find all superclasses. */
    boolean isLineageKnown(TypeElement type) {
        return lineage(type).stream().noneMatch(each -> each.getSuperclass().getKind() == TypeKind.ERROR);
    }

    /** Returns the class that declares a method. */
    static TypeElement owner(ExecutableElement method) {
        return (TypeElement) Objects.requireNonNull(method.getEnclosingElement(), "enclosing element");
    }

    static TypeElement element(TypeMirror declared) {
        return (TypeElement) ((DeclaredType) declared).asElement();
    }

    static boolean isNamed(TypeMirror type, String name) {
        return type.getKind() == TypeKind.DECLARED
                && element(type).getQualifiedName().contentEquals(name);
    }

    boolean isObject(TypeMirror type) {
        return isNamed(type, "java.lang.Object");
    }

    /** Returns whether a class is the named one or a subtype of it. Type arguments do not matter. */
    boolean isA(TypeMirror type, String supertype) {
        TypeElement wanted = elements.getTypeElement(supertype);
        return wanted != null && type.getKind() == TypeKind.DECLARED && isA(type, wanted.asType());
    }

    boolean isA(TypeMirror type, TypeMirror supertype) {
        return types.isSubtype(types.erasure(type), types.erasure(supertype));
    }

    /** Returns whether the compiler could not find a part of this type, which it reports itself. */
    boolean isBroken(@Nullable TypeMirror type) {
        if (type == null) {
            return false;
        }
        return switch (type.getKind()) {
            case ERROR -> true;
            case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(this::isBroken);
            case ARRAY -> isBroken(((ArrayType) type).getComponentType());
            case WILDCARD ->
                isBroken(((WildcardType) type).getExtendsBound()) || isBroken(((WildcardType) type).getSuperBound());
            default -> false;
        };
    }

    /** Returns the type variable of a class behind a type, to be set by a subclass; null if there is none. */
    @Nullable
    String openVariable(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR ->
                ((TypeVariable) type).asElement().getEnclosingElement() instanceof TypeElement owner
                        ? names.of(type) + " of " + names.of(owner)
                        : null;
            case WILDCARD -> {
                TypeMirror bound = ((WildcardType) type).getExtendsBound();
                yield bound == null ? null : openVariable(bound);
            }
            default -> null;
        };
    }

    /** Returns the type itself, or the bound of a type variable. */
    TypeMirror resolve(TypeMirror type) {
        TypeMirror resolved = type;
        while (resolved.getKind() == TypeKind.TYPEVAR || resolved.getKind() == TypeKind.INTERSECTION) {
            resolved = resolved.getKind() == TypeKind.TYPEVAR
                    ? ((TypeVariable) resolved).getUpperBound()
                    : ((IntersectionType) resolved).getBounds().get(0);
        }
        return resolved;
    }

    /** Returns the class behind a type; {@code Object} if there is none, as for an array of a generic type. */
    TypeMirror raw(TypeMirror type) {
        TypeMirror resolved = resolve(type);
        return switch (resolved.getKind()) {
            case WILDCARD -> {
                TypeMirror bound = ((WildcardType) resolved).getExtendsBound();
                yield bound == null ? object() : raw(bound);
            }
            case ARRAY -> types.isSameType(resolved, types.erasure(resolved)) ? resolved : object();
            default -> resolved;
        };
    }

    private TypeMirror object() {
        return Objects.requireNonNull(elements.getTypeElement("java.lang.Object"))
                .asType();
    }

    /** Returns the only type argument of a generic type; null if there is none, as for a raw type. */
    @Nullable
    TypeMirror argument(TypeMirror type) {
        TypeMirror resolved = resolve(type);
        return resolved.getKind() == TypeKind.DECLARED
                        && ((DeclaredType) resolved).getTypeArguments().size() == 1
                ? ((DeclaredType) resolved).getTypeArguments().get(0)
                : null;
    }
}
