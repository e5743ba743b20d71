package dev.signals.it.harmless;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through seeds, and sorts what it finds by likely roots. */
final class Search {

    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    private static final int COMPILED_AT_ONCE = 50;

    /** After how many domains a search says how far it is. */
    private static final int PROGRESS = 1000;

    /** How many examples are made small, which takes as long as dozens of domains. */
    private static final int SHRUNK = Integer.getInteger("signals.test.shrunk", 3);

    /** How often a difference is looked for again. One that hash codes or the garbage collector decide comes and goes. */
    private static final int ATTEMPTS = 5;

    private final Oracle oracle;
    private final Map<String, List<Long>> found = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();
    private int domains;
    private final List<String> passing = new ArrayList<>();
    private int noisy;
    private long compiling;
    private long elapsed;

    Search(Oracle oracle) {
        this.oracle = oracle;
    }

    void run(List<Long> seeds) {
        long start = cpuTime();
        for (int i = 0; i < seeds.size(); i += COMPILED_AT_ONCE) {
            runSome(seeds.subList(i, Math.min(seeds.size(), i + COMPILED_AT_ONCE)));
            if (domains % PROGRESS == 0) {
                LOG.info("{} of {} domains, {} kinds of differences", domains, seeds.size(), found.size());
            }
        }
        elapsed += cpuTime() - start;
    }

    private void runSome(List<Long> seeds) {
        List<Script> scripts = seeds.stream().map(Script::of).toList();
        long start = cpuTime();
        Map<String, byte[]> compiled =
                Compiler.compile(scripts.stream().map(Script::domain).toList());
        compiling += cpuTime() - start;
        for (int i = 0; i < scripts.size(); i++) {
            run(seeds.get(i), scripts.get(i), compiled);
        }
    }

    private void run(long seed, Script script, Map<String, byte[]> compiled) {
        domains++;
        Difference difference;
        try {
            difference = oracle.difference(script, compiled);
        } catch (Oracle.Refused e) {
            refused.merge(root(e), 1, Integer::sum);
            LOG.debug("refused {} {}", seed, e.getCause());
            return;
        } catch (RuntimeException e) {
            throw new IllegalStateException("seed " + seed + "\n" + script, e);
        }
        if (difference == null) {
            return;
        }
        if (oracle.noise(script, compiled) != null) {
            noisy++;
            return;
        }
        if (!recurs(script, compiled)) {
            passing.add("seed " + seed + " " + difference);
            LOG.warn("This difference did not come again: seed {} {}", seed, difference);
            return;
        }
        String signature = difference.signature();
        found.computeIfAbsent(signature, key -> new ArrayList<>()).add(seed);
        if (!examples.containsKey(signature)) {
            examples.put(signature, "");
            String example = example(seed, script, difference);
            examples.put(signature, example);
            LOG.info("=== {}\n{}", signature, example);
        }
    }

    private boolean recurs(Script script, Map<String, byte[]> compiled) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (oracle.difference(script, compiled) != null) {
                return true;
            }
        }
        return false;
    }

    private String example(long seed, Script script, Difference difference) {
        if (examples.size() <= SHRUNK) {
            Shrinking shrinking = new Shrinking(oracle, difference);
            Script shrunk = shrinking.shrink(script);
            return "seed " + seed + " " + shrinking.difference() + "\n" + shrunk;
        }
        return "seed " + seed + " " + difference + "\n" + new DomainSource(script.domain()).mappings();
    }

    /** Others may use the machine too. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": "
                + String.valueOf(cause.getMessage())
                        .replaceAll("\\b[bg]?f?\\d+\\w*", "f")
                        .replaceAll("d\\d+", "d")
                        .split("\n")[0];
    }

    /** Returns whether nothing was found; a difference that does not come again may be one in a thousand domains. */
    boolean isClean() {
        return found.isEmpty() && passing.size() <= 1 + domains / 1000;
    }

    /** Whether most domains were compared; if not, a clean search says little. */
    boolean isWorthIt() {
        return (refused() + noisy) * 4 <= domains || domains < COMPILED_AT_ONCE;
    }

    private int refused() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    String summary() {
        return "%d domains, %d ms of CPU each (%d ms compiling), %d refused by Hibernate, %d differ without the library too, %d once"
                .formatted(
                        domains,
                        elapsed / 1_000_000 / Math.max(1, domains),
                        compiling / 1_000_000 / Math.max(1, domains),
                        refused(),
                        noisy,
                        passing.size());
    }

    /** What was found, by signature, with an example of each. */
    String report() {
        StringBuilder text = new StringBuilder(summary()).append('\n');
        refused.forEach((why, count) ->
                text.append("  refused ").append(count).append(" ").append(why).append('\n'));
        found.forEach((signature, seeds) -> text.append("  ")
                .append(seeds.size())
                .append(" x ")
                .append(signature)
                .append(", seeds ")
                .append(seeds.subList(0, Math.min(5, seeds.size())))
                .append('\n'));
        passing.forEach(once -> text.append("  once ").append(once).append('\n'));
        examples.forEach((signature, example) -> text.append("\n=== ")
                .append(signature)
                .append('\n')
                .append(example)
                .append('\n'));
        return text.toString();
    }
}
