package dev.signals.it.harmless;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the classes of a domain. */
final class DomainSource {

    private static final String IMPORTS = """
            import dev.signals.it.harmless.*;
            import dev.signals.it.harmless.Values.*;
            import jakarta.persistence.*;
            import java.io.Serializable;
            import java.math.BigDecimal;
            import java.math.BigInteger;
            import java.sql.Types;
            import java.time.*;
            import java.util.*;
            import org.hibernate.Hibernate;
            import org.hibernate.annotations.*;
            import org.hibernate.annotations.BatchSize;
            import org.hibernate.annotations.Cache;
            import org.hibernate.annotations.CacheConcurrencyStrategy;
            import org.hibernate.annotations.Fetch;
            import org.hibernate.annotations.Generated;
            import jakarta.persistence.CascadeType;
            import jakarta.persistence.Table;
            import jakarta.persistence.Temporal;
            import org.hibernate.generator.EventType;
            import org.hibernate.type.SqlTypes;
            """;

    private static final List<String> CALLBACKS =
            List.of("PrePersist", "PostPersist", "PreUpdate", "PostUpdate", "PreRemove", "PostRemove", "PostLoad");

    private static final String NONE = "throw new IllegalArgumentException(attribute);";

    private final Domain domain;

    DomainSource(Domain domain) {
        this.domain = domain;
    }

    /** The whole class, which compiles. */
    String source(EntitySpec entity) {
        return "package " + domain.packageName() + ";\n" + IMPORTS + mapping(entity) + plumbing(entity) + "}\n";
    }

    /** What of all classes is about the mapping. */
    String mappings() {
        return domain.entities().stream()
                .map(entity ->
                        mapping(entity) + "}\n" + (entity.isByXml() ? new XmlSource(domain).mapping(entity) : ""))
                .collect(Collectors.joining());
    }

    private String mapping(EntitySpec entity) {
        StringBuilder text = new StringBuilder();
        if (entity == domain.entities().get(0)) {
            text.append("@FilterDef(name = \"small\", defaultCondition = \"number < 20\")\n");
        }
        if (entity.isMappedSuperclass()) {
            text.append("@MappedSuperclass\n");
        } else {
            text.append("@Entity(name = \"%s\")\n".formatted(entity.name()));
        }
        line(text, "", entity.inheritance().annotation());
        if (entity.parent() == null) {
            entity.id().annotations(entity.name()).forEach(each -> line(text, "", each));
        }
        entity.traits().stream()
                .flatMap(trait -> trait.annotations(entity.name()).stream())
                .distinct()
                .forEach(each -> line(text, "", each));
        text.append("public class ")
                .append(entity.name())
                .append(entity.parent() == null ? "" : " extends " + entity.parent())
                .append(" implements Made {\n");
        if (entity.parent() == null) {
            line(text, "    ", entity.id().declaration());
            line(text, "    ", "int number;");
        }
        entity.traits().forEach(trait -> line(text, "    ", trait.declaration()));
        entity.attributes().forEach(attribute -> attribute(text, entity, attribute));
        callbacks(text, entity);
        if (entity.parent() == null) {
            text.append(entity.id().nested());
        }
        entity.attributes().forEach(attribute -> text.append(attribute.nested()));
        return text.toString();
    }

    private static void line(StringBuilder text, String indent, String line) {
        if (!line.isEmpty()) {
            text.append(indent).append(line).append('\n');
        }
    }

    private static void attribute(StringBuilder text, EntitySpec entity, Attribute attribute) {
        String annotations = entity.isByXml() ? "" : String.join(" ", attribute.annotations()) + " ";
        if (entity.readsByMethod(attribute)) {
            field(text, attribute, "@Transient ");
            line(
                    text,
                    "    ",
                    "@Access(AccessType.PROPERTY) %1$spublic %2$s get%3$s() { return %4$s; }"
                            .formatted(annotations, attribute.type(), suffix(attribute), attribute.name()));
            line(
                    text,
                    "    ",
                    "public void set%2$s(%1$s value) { %3$s = value; }"
                            .formatted(attribute.type(), suffix(attribute), attribute.name()));
        } else {
            field(text, attribute, annotations);
        }
    }

    /** What the names of the methods of an attribute end with. */
    private static String suffix(Attribute attribute) {
        return attribute.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + attribute.name().substring(1);
    }

    private static void field(StringBuilder text, Attribute attribute, String annotations) {
        text.append("    ").append(annotations);
        // The enhancer wants a field to be seen by the subclasses of a mapped superclass.
        text.append("protected ").append(attribute.type()).append(' ').append(attribute.name());
        if (!attribute.initial().isEmpty()) {
            text.append(" = ").append(attribute.initial());
        }
        text.append(";\n");
    }

    private static void callbacks(StringBuilder text, EntitySpec entity) {
        List<Traits> sets =
                entity.traits().stream().filter(Traits::hasCallbacks).toList();
        if (sets.isEmpty()) {
            return;
        }
        line(text, "    ", "String touched%s; @Transient int touches;".formatted(entity.name()));
        for (String callback : CALLBACKS) {
            String change = sets.stream().anyMatch(trait -> trait.callback().equals(callback))
                    ? " touched%s = \"%s\" + ++touches;".formatted(entity.name(), callback)
                    : "";
            if (entity.has(Traits.CALLBACKS) || !change.isEmpty()) {
                line(
                        text,
                        "    ",
                        "@%1$s void on%1$s%2$s() { Tape.callback(\"%2$s#\" + number + \" %1$s\");%3$s }"
                                .formatted(callback, entity.name(), change));
            }
        }
    }

    private String plumbing(EntitySpec entity) {
        StringBuilder text = new StringBuilder();
        boolean root = entity.parent() == null;
        method(text, entity, "Object get(String attribute)", root ? NONE : "return super.get(attribute);", this::get);
        method(
                text,
                entity,
                "void set(String attribute, Object value)",
                root ? NONE : "super.set(attribute, value);",
                this::set);
        method(
                text,
                entity,
                "Object sample(String attribute, int n)",
                root ? NONE : "return super.sample(attribute, n);",
                this::sample);
        method(
                text,
                entity,
                "Object key(String attribute, int n)",
                root ? NONE : "return super.key(attribute, n);",
                this::key);
        method(
                text,
                entity,
                "Object empty(String attribute)",
                root ? NONE : "return super.empty(attribute);",
                this::empty);
        if (root) {
            line(
                    text,
                    "    ",
                    "public void assign(int number) { this.number = number; "
                            + entity.id().assignment() + " }");
            line(text, "    ", "public int number() { return number; }");
        }
        if (entity.has(Traits.EQUALITY)) {
            line(
                    text,
                    "    ",
                    "@Override public boolean equals(Object o) { return this == o || o instanceof Made m && Hibernate.getClass(m) == Hibernate.getClass(this) && m.number() == number(); }");
            line(text, "    ", "@Override public int hashCode() { return 1; }");
        }
        return text.toString();
    }

    private interface Case {
        /** The statement for an attribute; empty for none. */
        String of(EntitySpec entity, Attribute attribute);
    }

    private static void method(
            StringBuilder text, EntitySpec entity, String signature, String otherwise, Case statement) {
        text.append("    @SuppressWarnings(\"unchecked\") public ")
                .append(signature)
                .append(" { switch (attribute) {\n");
        for (Attribute attribute : entity.attributes()) {
            String code = statement.of(entity, attribute);
            if (!code.isEmpty()) {
                text.append("        case \"")
                        .append(attribute.name())
                        .append("\": ")
                        .append(code)
                        .append('\n');
            }
        }
        text.append("        default: ").append(otherwise).append("\n    } }\n");
    }

    private String get(EntitySpec entity, Attribute attribute) {
        return entity.readsByMethod(attribute)
                ? "return get" + suffix(attribute) + "();"
                : "return " + attribute.name() + ";";
    }

    private String set(EntitySpec entity, Attribute attribute) {
        String value = "(" + (attribute.type().equals("int") ? "Integer" : attribute.type()) + ") value";
        return entity.readsByMethod(attribute)
                ? "set" + suffix(attribute) + "(" + value + "); return;"
                : attribute.name() + " = " + value + "; return;";
    }

    private String sample(EntitySpec entity, Attribute attribute) {
        return attribute.sample() == null ? "" : "return " + attribute.sample() + ";";
    }

    private String key(EntitySpec entity, Attribute attribute) {
        return attribute.key() == null ? "" : "return " + attribute.key() + ";";
    }

    private String empty(EntitySpec entity, Attribute attribute) {
        return attribute.kind().isPlural() ? "return " + attribute.initial() + ";" : "";
    }
}
