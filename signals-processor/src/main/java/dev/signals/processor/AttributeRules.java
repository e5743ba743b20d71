package dev.signals.processor;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The rules for attribute names, which the entity class must have and the signal must be about. */
final class AttributeRules {

    private static final int MOST_CANDIDATES = 20;
    private static final List<String> IDS_AND_VERSIONS =
            List.of("jakarta.persistence.Id", "jakarta.persistence.EmbeddedId", "jakarta.persistence.Version");

    private final Model model;
    private final EntityAttributes attributes;

    private AttributeRules(Model model, DeclaredType entity) {
        this.model = model;
        this.attributes = EntityAttributes.of(entity, model);
    }

    /** Checks the names of one connection. A subtype may have attributes that cannot be seen here. */
    static void check(Connection connection, Model model, Problems problems) {
        GivenAnnotation receiver = connection.method().receiver();
        List<AnnotationValue> names = connection.signal().hasChanges() ? receiver.values("onChange") : List.of();
        AnnotationValue attribute = connection.signal().isAboutCollections() ? receiver.value("attribute") : null;
        Sender sender = connection.sender();
        if (sender == null || !isExact(sender) || (names.isEmpty() && attribute == null)) {
            return;
        }
        AttributeRules rules = new AttributeRules(model, (DeclaredType) sender.type());
        for (AnnotationValue name : names) {
            rules.report(connection, name, problems);
        }
        if (names.size() == 1) {
            rules.reportText("from", names.get(0), receiver, problems);
            rules.reportText("to", names.get(0), receiver, problems);
        }
        if (attribute != null) {
            rules.report(connection, attribute, problems);
        }
    }

    private static boolean isExact(Sender sender) {
        return sender.type().getKind() == TypeKind.DECLARED
                && !sender.isOpen()
                && (!sender.subtypes()
                        || Model.element(sender.type()).getModifiers().contains(Modifier.FINAL));
    }

    private void report(Connection connection, AnnotationValue name, Problems problems) {
        if (name.getValue() instanceof String path && !path.isEmpty()) {
            String fault = connection.signal().isAboutCollections()
                    ? faultOfCollection(connection.signal(), path)
                    : faultOfChange(path);
            if (fault != null) {
                problems.add(connection, fault, name);
            }
        }
    }

    /** Reports a text that can be no value of the attribute. */
    private void reportText(String member, AnnotationValue name, GivenAnnotation receiver, Problems problems) {
        Attribute attribute = name.getValue() instanceof String path ? attributes.get(path) : null;
        if (attribute != null && receiver.texts(member).size() == 1) {
            String text = receiver.texts(member).get(0);
            String fault = AttributeText.fault(String.valueOf(name.getValue()), attribute.type(), text, model);
            if (fault != null) {
                problems.add(member + fault, receiver.value(member));
            }
        }
    }

    private @Nullable String faultOfChange(String path) {
        Attribute attribute = attributes.get(path);
        if (attribute == null) {
            return missing(path, "", attributes.paths(each -> unchangingKind(each) == null));
        }
        String kind = unchangingKind(attribute);
        return kind == null ? null : "\"" + path + "\" is " + kind;
    }

    /** Returns the kind of an attribute that is never among the changes of a save; null if it may be among them. */
    private @Nullable String unchangingKind(Attribute attribute) {
        if (attribute.hasAny(IDS_AND_VERSIONS)) {
            return "an identifier or a version, which is never among the changes";
        }
        return CollectionMapping.of(attribute)
                .map(mapping -> "a collection, which is never among the changes; "
                        + (mapping.isInverse() ? otherSide(mapping) : "connect to " + mapping.signal()))
                .orElse(null);
    }

    private @Nullable String faultOfCollection(EventSignal signal, String path) {
        Attribute attribute = attributes.get(path);
        CollectionMapping mapping =
                attribute == null ? null : CollectionMapping.of(attribute).orElse(null);
        if (mapping == null) {
            return attribute != null && mayBeCollection(attribute.type())
                    ? null
                    : missing(path, " that " + signal + " is about", attributes.paths(each -> isOf(signal, each)));
        }
        if (mapping.signal() == signal) {
            return null;
        }
        return mapping.isInverse()
                ? otherSide(mapping)
                : "that is " + (mapping.association() ? "an" : "no")
                        + " association with a table of its own; connect to " + mapping.signal();
    }

    private static boolean isOf(EventSignal signal, Attribute attribute) {
        return CollectionMapping.of(attribute)
                .filter(mapping -> mapping.signal() == signal)
                .isPresent();
    }

    /** Returns whether an attribute of this type may be mapped as a collection, although no annotation shows it. */
    private boolean mayBeCollection(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED ->
                model.isA(type, "java.util.Collection") || model.isA(type, "java.util.Map") || model.isObject(type);
            default -> !type.getKind().isPrimitive();
        };
    }

    private String otherSide(CollectionMapping mapping) {
        String other = model.names().ofClass(model.raw(mapping.element()));
        return "its rows are written by the other side, " + other + "." + mapping.mappedBy() + "; connect to "
                + mapping.signal();
    }

    private @Nullable String missing(String path, String what, List<String> candidates) {
        if (attributes.mayHaveUnseen(path)) {
            return null;
        }
        String there = candidates.isEmpty()
                ? "the entity has none"
                : "there are "
                        + candidates.stream().limit(MOST_CANDIDATES).collect(Collectors.joining(", "))
                        + (candidates.size() > MOST_CANDIDATES ? ", ..." : "");
        String meant = ClosestName.to(path, candidates)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
        return "there is no attribute \"" + path + "\"" + what + "; " + there + meant;
    }
}
