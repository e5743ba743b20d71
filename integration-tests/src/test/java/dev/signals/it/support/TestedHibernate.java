package dev.signals.it.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.hibernate.Version;

/** The Hibernate that the tests run on, for the few things that 8.0 does in another way. */
public final class TestedHibernate {

    private TestedHibernate() {}

    /** Whether it is an earlier one than 8.0. */
    public static boolean isBefore80() {
        return Version.getVersionString().startsWith("7.");
    }

    /**
     * Leaves a test out from Hibernate 8.0 on.
     *
     * @param because what that does in another way, with or without the library
     */
    public static void assumeBefore80(String because) {
        assumeTrue(isBefore80(), () -> "Hibernate 8.0 " + because);
    }
}
