package dev.signals.it.harmless;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of entities that are mapped by {@code hbm.xml}. In a mapping, {@code %1$s} is the attribute, {@code %2$s} the class of
 * another entity, {@code %3$s} what it cascades, {@code %4$s} begins the names of nested classes, and {@code %5$s} are more settings.
 */
enum Xmls implements Feature {
    TEXT(3, Kind.VALUE, "String", "\"s\" + n", "<property name=\"%1$s\" type=\"string\"/>"),
    TEXT_LAZY(1, Kind.VALUE, "String", "\"s\" + n", "<property name=\"%1$s\" type=\"string\" lazy=\"true\"/>"),
    TEXT_WITHOUT_VERSION(
            1,
            Kind.VALUE,
            "String",
            "\"s\" + n",
            "<property name=\"%1$s\" type=\"string\" optimistic-lock=\"false\"/>"),
    TEXT_NOT_UPDATABLE(
            1, Kind.VALUE, "String", "\"s\" + n", "<property name=\"%1$s\" type=\"string\" update=\"false\"/>"),
    TEXT_IN_TABLE(
            2,
            Kind.VALUE,
            "String",
            "\"s\" + n",
            "<join table=\"%1$s_more\" optional=\"true\"><key column=\"id\"/><property name=\"%1$s\" type=\"string\"/></join>"),
    DATE(1, Kind.VALUE, "Date", "new Date(1000000000000L + n * 1000L)", "<property name=\"%1$s\" type=\"timestamp\"/>"),
    SERIALIZED(1, Kind.VALUE, "Term", "new Term(\"t\" + n)", "<property name=\"%1$s\" type=\"serializable\"/>"),
    FORMULA(1, Kind.GENERATED, "Integer", "null", "<property name=\"%1$s\" formula=\"number + 1\" type=\"integer\"/>"),
    COMPONENT(
            3,
            Kind.EMBEDDED,
            "Part%1$s",
            "Part%1$s.of(n)",
            "<component name=\"%1$s\" class=\"%4$sPart%1$s\"><property name=\"text%1$s\"/><property name=\"number%1$s\"/></component>"),
    MAP_OF_COLUMNS(
            2,
            Kind.VALUE,
            "Map<String, Object>",
            "new HashMap<>(Map.of(\"m\", \"v\" + n))",
            "<dynamic-component name=\"%1$s\"><property name=\"m\" column=\"%1$s_m\" type=\"string\"/></dynamic-component>"),
    MANY_TO_ONE(4, Kind.TO_ONE, "%2$s", "", "<many-to-one name=\"%1$s\" class=\"%2$s\" cascade=\"%3$s\"/>"),
    MANY_TO_ONE_NO_PROXY(
            1,
            Kind.TO_ONE,
            "%2$s",
            "",
            "<many-to-one name=\"%1$s\" class=\"%2$s\" lazy=\"no-proxy\" cascade=\"%3$s\"/>"),
    MANY_TO_ONE_MISSING(
            1,
            Kind.TO_ONE,
            "%2$s",
            "",
            "<many-to-one name=\"%1$s\" class=\"%2$s\" not-found=\"ignore\" cascade=\"%3$s\"/>"),
    ONE_TO_ONE(
            2,
            Kind.TO_ONE,
            "%2$s",
            "",
            "<many-to-one name=\"%1$s\" class=\"%2$s\" unique=\"true\" cascade=\"all-delete-orphan\"/>"),
    ANY(
            2,
            Kind.ANY,
            "Object",
            "",
            "<any name=\"%1$s\" id-type=\"long\" meta-type=\"string\" cascade=\"%3$s\"><meta-value value=\"T\" class=\"%2$s\"/><column name=\"%1$s_type\"/><column name=\"%1$s_id\"/></any>"),
    BAG_OF_VALUES(3, Kind.COLLECTION, "List<String>", "\"s\" + n", table("bag", "", element("string"))),
    SET_OF_DATES(
            1,
            Kind.COLLECTION,
            "Set<Date>",
            "new Date(1000000000000L + n * 1000L)",
            table("set", "", element("timestamp"))),
    LIST_OF_VALUES(
            2, Kind.COLLECTION, "List<String>", "\"s\" + n", table("list", index("list-index"), element("string"))),
    MAP_OF_VALUES(2, Kind.MAP, "Map<String, Integer>", "n", table("map", mapKey(), element("integer"))),
    ROWS_WITH_IDS(
            1,
            Kind.COLLECTION,
            "List<String>",
            "\"s\" + n",
            "<idbag name=\"%1$s\" table=\"%1$s_table\" cascade=\"%3$s\" %5$s><collection-id column=\"%1$s_row\" type=\"long\"><generator class=\"increment\"/></collection-id><key column=\"%1$s_owner\"/>"
                    + element("string") + "</idbag>"),
    NUMBERS(2, Kind.ARRAY, "int[]", "n", table("primitive-array", index("list-index"), element("integer"))),
    BAG_OF_PARTS(
            2,
            Kind.COLLECTION,
            "List<Part%1$s>",
            "Part%1$s.of(n)",
            table(
                    "bag",
                    "",
                    "<composite-element class=\"%4$sPart%1$s\"><property name=\"text%1$s\"/><property name=\"number%1$s\"/></composite-element>")),
    BAG_OF_CHILDREN(3, Kind.COLLECTION, "List<%2$s>", "", children("bag", "")),
    SET_OF_CHILDREN(2, Kind.COLLECTION, "Set<%2$s>", "", children("set", "")),
    LIST_OF_CHILDREN(2, Kind.COLLECTION, "List<%2$s>", "", children("list", index("list-index"))),
    MAP_OF_CHILDREN(1, Kind.MAP, "Map<String, %2$s>", "", children("map", mapKey())),
    BAG_OF_MANY(2, Kind.COLLECTION, "List<%2$s>", "", table("bag", "", many())),
    SET_OF_MANY(2, Kind.COLLECTION, "Set<%2$s>", "", table("set", "", many())),
    /** Nobody writes its table. */
    BAG_OF_MANY_INVERSE(
            1, Kind.COLLECTION, "List<%2$s>", "", table("bag", "", many()).replace("%5$s", "inverse=\"true\""));

    /** What cascades; XML says more than the annotations of JPA can. */
    static final List<String> CASCADES = List.of(
            "none",
            "persist",
            "persist,merge",
            "all",
            "all",
            "persist,delete",
            "persist,evict",
            "persist,replicate",
            "persist,lock,refresh",
            "merge,refresh");

    /** Orphans of any collection of entities. */
    static final List<String> ORPHANS = List.of("all-delete-orphan", "persist,delete-orphan", "delete-orphan");

    /** More settings of a collection, of which some are for elements that are entities. */
    static final List<String> MORE = List.of(
            "",
            "",
            "",
            "mutable=\"false\"",
            "optimistic-lock=\"false\"",
            "lazy=\"false\"",
            "fetch=\"subselect\"",
            "batch-size=\"3\"");

    private final int weight;
    private final Kind kind;
    private final String type;
    private final String sample;
    private final String mapping;

    Xmls(int weight, Kind kind, String type, String sample, String mapping) {
        this.weight = weight;
        this.kind = kind;
        this.type = type;
        this.sample = sample;
        this.mapping = mapping;
    }

    private static String table(String collection, String index, String element) {
        return "<" + collection
                + " name=\"%1$s\" table=\"%1$s_table\" cascade=\"%3$s\" %5$s><key column=\"%1$s_owner\"/>" + index
                + element + "</" + collection + ">";
    }

    private static String children(String collection, String index) {
        return table(collection, index, "<one-to-many class=\"%2$s\"/>").replace(" table=\"%1$s_table\"", "");
    }

    private static String element(String type) {
        return "<element column=\"%1$s_element\" type=\"" + type + "\"/>";
    }

    private static String many() {
        return "<many-to-many class=\"%2$s\" column=\"%1$s_element\"/>";
    }

    private static String index(String name) {
        return "<" + name + " column=\"%1$s_pos\"/>";
    }

    private static String mapKey() {
        return "<map-key column=\"%1$s_key\" type=\"string\" length=\"20\"/>";
    }

    @Override
    public String chapter() {
        return "Appendix: hbm.xml mappings";
    }

    @Override
    public int weight() {
        return weight;
    }

    boolean needsTarget() {
        return mapping.contains("%2$s");
    }

    /** Whether it has elements that are found by their equality, and that are entities. */
    boolean isHashed() {
        return needsTarget() && type.startsWith("Set<");
    }

    boolean isCollection() {
        return kind.isPlural();
    }

    /** Writes one. */
    Attribute attribute(String name, @Nullable String target, String nested, String cascade, String more) {
        String xml = mapping.formatted(name, target, cascade, nested, more);
        return new Attribute(
                name,
                "Xmls." + this,
                kind,
                List.of(xml),
                type.formatted(name, target),
                kind.isPlural() ? empty(target, name) : "",
                sample.isEmpty() ? null : sample.formatted(name),
                kind == Kind.MAP ? "\"k\" + n" : null,
                needsTarget() ? target : null,
                null,
                xml.contains("persist") || xml.contains("\"all"),
                false,
                null,
                sample.startsWith("Part")
                        ? Embeddables.EQUAL.source("Part" + name, name, null).replace("@Embeddable\n", "")
                        : "");
    }

    private String empty(@Nullable String target, String name) {
        if (kind == Kind.ARRAY) {
            return "new int[0]";
        }
        String implementation =
                kind == Kind.MAP ? "LinkedHashMap" : type.startsWith("Set") ? "LinkedHashSet" : "ArrayList";
        return "new " + implementation + "<>()";
    }
}
