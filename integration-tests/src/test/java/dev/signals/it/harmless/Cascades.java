package dev.signals.it.harmless;

import java.util.List;
import java.util.stream.Collectors;

/** What an association cascades. Some of it only Hibernate's own annotation and its XML offer. */
enum Cascades implements Feature {
    NONE(5, false, ""),
    PERSIST(2, false, ", cascade = CascadeType.PERSIST"),
    PERSIST_MERGE(3, false, ", cascade = {CascadeType.PERSIST, CascadeType.MERGE}"),
    MERGE_REFRESH(2, false, ", cascade = {CascadeType.MERGE, CascadeType.REFRESH}"),
    PERSIST_REMOVE(2, true, ", cascade = {CascadeType.PERSIST, CascadeType.REMOVE}"),
    PERSIST_DETACH(1, false, ", cascade = {CascadeType.PERSIST, CascadeType.DETACH}"),
    ALL(3, false, ", cascade = CascadeType.ALL"),
    ALL_AND_ORPHANS(3, true, ", cascade = CascadeType.ALL, orphanRemoval = true"),
    ORPHANS(1, true, ", orphanRemoval = true"),
    LOCK(1, false, "", "PERSIST", "LOCK"),
    REPLICATE(1, false, "", "PERSIST", "REPLICATE"),
    EVICT_AND_LOCK(1, false, "", "MERGE", "DETACH", "LOCK", "REPLICATE"),
    /** Of elements too which others may refer to. */
    HIBERNATE_ORPHANS(1, false, "", "PERSIST", "MERGE", "DELETE_ORPHAN"),
    HIBERNATE_ALL(1, false, "", "ALL");

    /** Hibernate has them up to 7.4. */
    private static final boolean HAS_CASCADES_OF_ITS_OWN =
            Cascades.class.getClassLoader().getResource("org/hibernate/annotations/Cascade.class") != null;

    private final int weight;
    private final boolean ofOwners;
    private final String settings;
    private final List<String> types;

    /**
     * Makes one.
     *
     * @param ofOwners whether it is only for what has one owner
     * @param types of Hibernate's own annotation
     */
    Cascades(int weight, boolean ofOwners, String settings, String... types) {
        this.weight = weight;
        this.ofOwners = ofOwners;
        this.settings = settings;
        this.types = List.of(types);
    }

    @Override
    public String chapter() {
        return types.isEmpty()
                ? "Persistence contexts: cascading entity state transitions"
                : "Persistence contexts: cascading, @Cascade";
    }

    @Override
    public int weight() {
        return types.isEmpty() || HAS_CASCADES_OF_ITS_OWN ? weight : 0;
    }

    /** Settings of the association's annotation, each of which begins with a comma. */
    String settings() {
        return settings;
    }

    /** An annotation beside that of the association, or an empty text. */
    String annotation() {
        return types.stream()
                .map(type -> "org.hibernate.annotations.CascadeType." + type)
                .collect(Collectors.joining(", ", "@Cascade({", "})"))
                .replace("@Cascade({})", "");
    }

    /** Whether it is for elements that belong to one owner alone. */
    boolean isOfOwners() {
        return ofOwners;
    }

    boolean persists() {
        return settings.contains("PERSIST")
                || settings.contains("ALL")
                || types.contains("PERSIST")
                || types.contains("ALL");
    }

    boolean isIn(Attribute attribute) {
        String text = String.join(" ", attribute.annotations());
        return attribute.target() != null
                && (this == NONE
                        ? !text.contains("ascade")
                        : text.contains(types.isEmpty() ? settings.substring(2) : annotation()));
    }
}
