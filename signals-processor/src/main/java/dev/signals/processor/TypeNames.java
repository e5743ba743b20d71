package dev.signals.processor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;

/** The names of types as reflection writes them, so that messages read as at run time. */
final class TypeNames {

    private final Elements elements;

    TypeNames(Elements elements) {
        this.elements = elements;
    }

    /** Returns the name as {@link Class#getName} does. */
    String of(TypeElement type) {
        return elements.getBinaryName(type).toString();
    }

    /**
     * Returns the name as {@link java.lang.reflect.Type#getTypeName} does, without the annotations that {@code
     * toString} adds.
     */
    String of(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED -> of(Model.element(type)) + arguments((DeclaredType) type);
            case ARRAY -> of(((ArrayType) type).getComponentType()) + "[]";
            case TYPEVAR -> ((TypeVariable) type).asElement().getSimpleName().toString();
            case WILDCARD -> of((WildcardType) type);
            default -> type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : type.toString();
        };
    }

    /** Returns the name without type arguments. */
    String ofClass(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED ? of(Model.element(type)) : of(type);
    }

    /** Returns the name without the package, with dots before nested classes. */
    String withoutPackage(TypeMirror type) {
        String name = ofClass(type);
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    private String of(WildcardType type) {
        if (type.getSuperBound() != null) {
            return "? super " + of(type.getSuperBound());
        }
        return type.getExtendsBound() == null ? "?" : "? extends " + of(type.getExtendsBound());
    }

    private String arguments(DeclaredType type) {
        return type.getTypeArguments().isEmpty() ? "" : list(type.getTypeArguments(), "<", ">");
    }

    private String list(List<? extends TypeMirror> types, String before, String after) {
        return types.stream().map(this::of).collect(Collectors.joining(", ", before, after));
    }

    /** Returns the name without packages and enclosing classes. */
    String shortened(TypeMirror type) {
        return of(type).replaceAll("[\\w.]*\\.", "").replaceAll("\\w+\\$", "");
    }
}
