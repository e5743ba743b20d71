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

    /** The options of Maven for it. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (version.startsWith("8.")) {
            options.add("-Phibernate-8");
        } else if (version.matches("7\\.[0-3]\\..*")) {
            options.add("-Phibernate-before-7.4");
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
