package dev.signals.it.matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * A Hibernate that the tests run on.
 *
 * @param envers the version of Envers that goes with it; empty if there is none
 * @param queue the flush queue, which 8.0 lets choose; empty for the one of the version
 */
record Hibernate(String version, String envers, String queue) {

    /** Reads {@code version}, {@code version:envers} or {@code version::queue}. */
    static Hibernate of(String text) {
        String[] parts = text.strip().split(":");
        return new Hibernate(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
    }

    /** Whether the tests have to be compiled for it, since some are not for it and some are for nothing else. */
    boolean needsTestsOfItsOwn() {
        return version.startsWith("8.");
    }

    /** The options of Maven for it. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (needsTestsOfItsOwn()) {
            options.add("-Phibernate-8");
        }
        options.add("-Dhibernate.version=" + version);
        if (!envers.isEmpty()) {
            options.add("-Dhibernate-envers.version=" + envers);
        }
        if (!queue.isEmpty()) {
            options.add("-Dhibernate.flush.queue.type=" + queue);
        }
        return options;
    }

    @Override
    public String toString() {
        return queue.isEmpty() ? version : version + ", " + queue + " flush queue";
    }
}
