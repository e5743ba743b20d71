package dev.signals.docs.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happens while an entity is saved.
 *
 * @param actor who does it
 * @param text what is done
 */
record Step(Actor actor, String text) {

    enum Actor {
        YOUR_CODE("your code"),
        HIBERNATE("Hibernate"),
        RECEIVERS("receivers");

        final String label;

        Actor(String label) {
            this.label = label;
        }
    }

    /** Returns the steps of a timeline, whose marks are what the application does. */
    static List<Step> of(List<String> timeline, List<String> marks) {
        List<Step> steps = new ArrayList<>();
        boolean committed = false;
        for (String line : timeline) {
            String text = line.strip();
            committed |= text.equals("committed");
            step(text, marks, committed).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<Step> step(String text, List<String> marks, boolean committed) {
        if (marks.contains(text)) {
            return Optional.of(new Step(Actor.YOUR_CODE, text));
        }
        if (text.startsWith("pre_") || text.startsWith("post_")) {
            String signal = text.substring(0, text.indexOf(' ')).toUpperCase(java.util.Locale.ROOT);
            return Optional.of(new Step(Actor.RECEIVERS, committed ? signal + ", after commit" : signal));
        }
        if (text.startsWith("insert")) {
            return Optional.of(new Step(Actor.HIBERNATE, "flush: INSERT"));
        }
        return text.equals("committed") ? Optional.of(new Step(Actor.HIBERNATE, "COMMIT")) : Optional.empty();
    }
}
