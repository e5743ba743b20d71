package dev.signals.processor;

import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The text of an attribute's value in the annotation, as it is read at run time. Other types are left to the run time. */
final class AttributeText {

    private static final Map<String, Consumer<String>> READERS = Map.ofEntries(
            Map.entry("java.lang.Character", AttributeText::readCharacter),
            Map.entry("java.lang.Boolean", AttributeText::readTruth),
            Map.entry("java.lang.Byte", Byte::valueOf),
            Map.entry("java.lang.Short", Short::valueOf),
            Map.entry("java.lang.Integer", Integer::valueOf),
            Map.entry("java.lang.Long", Long::valueOf),
            Map.entry("java.lang.Float", Float::valueOf),
            Map.entry("java.lang.Double", Double::valueOf),
            Map.entry("java.math.BigInteger", BigInteger::new),
            Map.entry("java.math.BigDecimal", BigDecimal::new),
            Map.entry("java.util.UUID", UUID::fromString),
            Map.entry("java.util.Date", Instant::parse));

    private AttributeText() {}

    /** Returns why a text can be no value of an attribute, as the end of a sentence; null if it may be one. */
    static @Nullable String fault(String attribute, TypeMirror type, String text, Model model) {
        TypeMirror boxed = type.getKind().isPrimitive()
                ? model.types().boxedClass((PrimitiveType) type).asType()
                : type;
        if (boxed.getKind() != TypeKind.DECLARED) {
            return null;
        }
        TypeElement element = Model.element(boxed);
        List<String> constants = constants(element);
        boolean fits = element.getKind() == ElementKind.ENUM
                ? constants.contains(text)
                : isReadable(element.getQualifiedName().toString(), text);
        return fits
                ? null
                : " \"" + text + "\" is no value of attribute \"" + attribute + "\", which is a "
                        + model.names().of(element)
                        + (constants.isEmpty() ? "" : "; its constants are " + String.join(", ", constants));
    }

    private static List<String> constants(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(Element::getSimpleName)
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    private static boolean isReadable(String type, String text) {
        try {
            Consumer<String> reader = READERS.get(type);
            if (reader != null) {
                reader.accept(text);
            } else if (type.matches("java\\.time\\.\\w+")) {
                Class.forName(type).getMethod("parse", CharSequence.class).invoke(null, text);
            }
            return true;
        } catch (InvocationTargetException | RuntimeException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            return true; // a type that the run time knows better
        }
    }

    private static void readCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
    }

    private static void readTruth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
    }
}
