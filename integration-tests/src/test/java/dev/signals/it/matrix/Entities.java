package dev.signals.it.matrix;

import java.util.List;
import java.util.Locale;

/** The bytecode of the entities. */
enum Entities {
    PLAIN("-DskipEnhancedITs"),
    ENHANCED("-DskipPlainITs");

    private final String option;

    Entities(String option) {
        this.option = option;
    }

    /** The options of Maven for them. */
    List<String> options() {
        return List.of(option, "-DskipOtherHibernates");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
