package dev.signals.it.harmless;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Leaves out of a script what it fails without: work, settings, attributes, traits, entities, receivers. */
final class Shrinking {

    /** Enough for most; what is left is small enough to be read. */
    private static final int MOST_ATTEMPTS = Integer.getInteger("signals.test.attempts", 150);

    private final Oracle oracle;
    private final String signature;
    private Difference difference;
    private int attempts;
    private @Nullable Domain compiledDomain;
    private Map<String, byte[]> compiled = Map.of();

    Shrinking(Oracle oracle, Difference difference) {
        this.oracle = oracle;
        this.signature = difference.signature();
        this.difference = difference;
    }

    /** That of the smallest script that was found. */
    Difference difference() {
        return difference;
    }

    Script shrink(Script script) {
        Script smallest = upToTheDifference(script);
        int before;
        do {
            before = size(smallest);
            smallest = shrinkDomain(smallest);
            smallest = shrinkWorks(smallest);
            smallest = shrinkEars(smallest);
        } while (size(smallest) < before && attempts < MOST_ATTEMPTS);
        return smallest;
    }

    private Script upToTheDifference(Script script) {
        int last = Integer.parseInt(difference.step().replaceFirst(" .*", ""));
        Script start = script.with(script.works().subList(0, last + 1));
        return fails(start) ? start : script;
    }

    private static int size(Script script) {
        return script.works().stream().mapToInt(work -> 1 + work.steps().size()).sum()
                + script.domain().settings().size()
                + script.ears().size()
                + script.domain().entities().stream()
                        .mapToInt(entity ->
                                1 + entity.own().size() + entity.traits().size())
                        .sum();
    }

    private Script shrinkWorks(Script script) {
        Script smallest = script;
        for (int i = script.works().size() - 1; i >= 0; i--) {
            List<Work> rest = new ArrayList<>(smallest.works());
            rest.remove(i);
            Script smaller = smallest.with(rest);
            if (fails(smaller)) {
                smallest = smaller;
            } else {
                smallest = shrinkSteps(smallest, i);
            }
        }
        return smallest;
    }

    private Script shrinkSteps(Script script, int index) {
        Script smallest = script;
        int total = script.works().get(index).steps().size();
        for (int size = Integer.highestOneBit(Math.max(1, total)); size > 0; size /= 2) {
            for (int from = smallest.works().get(index).steps().size() - size; from >= 0; from -= size) {
                List<Work> works = new ArrayList<>(smallest.works());
                List<Step> steps = new ArrayList<>(works.get(index).steps());
                steps.subList(from, from + size).clear();
                works.set(index, works.get(index).with(steps));
                Script smaller = smallest.with(works);
                if (fails(smaller)) {
                    smallest = smaller;
                }
            }
        }
        return smallest;
    }

    private Script shrinkDomain(Script script) {
        Script smallest = script;
        for (EntitySpec entity : script.domain().entities()) {
            if (smallest.domain().entity(entity.name()).isPresent()) {
                smallest = smaller(smallest, smallest.domain().without(entity));
            }
        }
        for (Settings setting : smallest.domain().settings()) {
            smallest = smaller(smallest, smallest.domain().without(setting));
        }
        for (EntitySpec each : script.domain().entities()) {
            for (Attribute attribute : each.own()) {
                EntitySpec now = smallest.domain().entity(each.name()).orElse(null);
                if (now != null && now.own().contains(attribute)) {
                    smallest = smaller(smallest, smallest.domain().without(now, attribute));
                }
            }
            for (Traits trait : each.traits()) {
                EntitySpec now = smallest.domain().entity(each.name()).orElse(null);
                if (now != null && now.has(trait)) {
                    smallest = smaller(smallest, smallest.domain().with(now.without(trait)));
                }
            }
            EntitySpec now = smallest.domain().entity(each.name()).orElse(null);
            if (now != null && now.id() != Ids.ASSIGNED && now.parent() == null) {
                smallest = smaller(smallest, smallest.domain().with(now.with(Ids.ASSIGNED)));
            }
        }
        return smallest;
    }

    private Script shrinkEars(Script script) {
        Script smallest = script;
        for (ReadingReceivers.Ear ear : script.ears()) {
            Set<ReadingReceivers.Ear> rest = EnumSet.copyOf(smallest.ears());
            rest.remove(ear);
            Script smaller = smallest.with(rest);
            if (!rest.isEmpty() && fails(smaller)) {
                smallest = smaller;
            }
        }
        return smallest;
    }

    private Script smaller(Script script, Domain domain) {
        Script smaller = script.with(domain);
        return !domain.entities().isEmpty() && fails(smaller) ? smaller : script;
    }

    /** Whether it fails in the same way. */
    private boolean fails(Script script) {
        if (++attempts > MOST_ATTEMPTS) {
            return false;
        }
        try {
            if (!script.domain().equals(compiledDomain)) {
                compiled = Compiler.compile(List.of(script.domain()));
                compiledDomain = script.domain();
            }
            Difference found = oracle.difference(script, compiled);
            boolean same = found != null && found.signature().equals(signature);
            if (same) {
                difference = found;
            }
            return same;
        } catch (RuntimeException e) {
            return false; // What is left is no mapping.
        }
    }
}
