package dev.signals.it.harmless;

import java.util.Comparator;
import java.util.stream.Collectors;

/** Writes the {@code hbm.xml} of an entity. */
final class XmlSource {

    private final Domain domain;

    XmlSource(Domain domain) {
        this.domain = domain;
    }

    String document(EntitySpec entity) {
        boolean first = entity.name().equals(domain.entities().get(0).name());
        return "<hibernate-mapping xmlns=\"http://www.hibernate.org/xsd/orm/hbm\" package=\"" + domain.packageName()
                + "\" default-access=\"field\">"
                + (first ? "<filter-def name=\"small\" condition=\"number &lt; 20\"/>" : "")
                + mapping(entity)
                + "</hibernate-mapping>";
    }

    /** The element of the class. */
    String mapping(EntitySpec entity) {
        return "<class name=\"" + entity.name() + "\"" + settings(entity) + ">\n"
                + (entity.has(Traits.CACHED) ? "    <cache usage=\"read-write\"/>\n" : "")
                + "    <id name=\"id\"><generator class=\"" + generator(entity.id()) + "\"/></id>\n"
                + (entity.has(Traits.VERSION) ? "    <version name=\"version\"/>\n" : "")
                + "    <property name=\"number\" type=\"integer\"/>\n"
                + entity.own().stream()
                        .flatMap(attribute -> attribute.annotations().stream())
                        .sorted(Comparator.comparing(text -> text.startsWith("<join")))
                        .map(text -> "    " + text + "\n")
                        .collect(Collectors.joining())
                + (entity.has(Traits.FILTERED) ? "    <filter name=\"small\"/>\n" : "")
                + "</class>\n";
    }

    private static String settings(EntitySpec entity) {
        return (entity.has(Traits.READ_ONLY) ? " mutable=\"false\"" : "")
                + (entity.has(Traits.DYNAMIC_UPDATE)
                                || entity.has(Traits.OPTIMISTIC_ALL)
                                || entity.has(Traits.OPTIMISTIC_DIRTY)
                        ? " dynamic-update=\"true\""
                        : "")
                + (entity.has(Traits.DYNAMIC_INSERT) ? " dynamic-insert=\"true\"" : "")
                + (entity.has(Traits.OPTIMISTIC_ALL) ? " optimistic-lock=\"all\"" : "")
                + (entity.has(Traits.OPTIMISTIC_DIRTY) ? " optimistic-lock=\"dirty\"" : "")
                + (entity.has(Traits.BATCH) ? " batch-size=\"3\"" : "")
                + (entity.has(Traits.RESTRICTED) ? " where=\"number &lt;&gt; 13\"" : "");
    }

    private static String generator(Ids id) {
        return id == Ids.SEQUENCE ? "sequence" : id == Ids.IDENTITY ? "identity" : "assigned";
    }
}
