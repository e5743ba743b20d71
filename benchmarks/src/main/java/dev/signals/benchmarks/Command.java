package dev.signals.benchmarks;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What the user asks for.
 *
 * @param scale how much is measured
 * @param rounds how often
 * @param only a part of the names of the rows that are measured, or of their tables; empty for all
 * @param out the page that is written
 * @param arguments the arguments as they were given
 */
record Command(Scale scale, int rounds, String only, Path out, List<String> arguments) {

    static final String USAGE = "java -jar benchmarks.jar [short|full|smoke] [--rounds N] [--only WORDS] [--out FILE]";

    static Command parse(String... arguments) {
        Scale scale = Scale.SHORT;
        int rounds = 0;
        String only = "";
        Path out = Path.of("docs", "performance.md");
        Iterator<String> left = List.of(arguments).iterator();
        while (left.hasNext()) {
            String argument = left.next();
            switch (argument) {
                case "short", "full", "smoke" -> scale = Scale.valueOf(argument.toUpperCase(Locale.ROOT));
                case "--rounds" -> rounds = Integer.parseInt(value(argument, left));
                case "--only" -> only = value(argument, left);
                case "--out" -> out = Path.of(value(argument, left));
                default -> throw new IllegalArgumentException("unknown argument '" + argument + "'; use " + USAGE);
            }
        }
        return new Command(scale, rounds > 0 ? rounds : scale.rounds(), only, out, List.of(arguments));
    }

    private static String value(String name, Iterator<String> left) {
        if (!left.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value; use " + USAGE);
        }
        return left.next();
    }

    /** As it is typed in the root folder of the project. */
    @Override
    public String toString() {
        return String.join(" ", "java -jar benchmarks/target/benchmarks.jar", String.join(" ", arguments))
                .strip();
    }
}
