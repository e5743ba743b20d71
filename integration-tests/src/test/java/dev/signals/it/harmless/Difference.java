package dev.signals.it.harmless;

import dev.signals.it.harmless.AllowedDifferences.LoadsBefore;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where two tapes part.
 *
 * @param step during which
 * @param plain what the side without the library has there
 * @param heard what the side with receivers has there
 * @param failure of the side with receivers, if that is the difference
 */
record Difference(
        String step, Line plain, Line heard, @Nullable Throwable failure) {

    private static final Line END = new Line(Track.STEP, "end");

    private static final Pattern NAMES = Pattern.compile("\\b(Alpha|Beta|Gamma|Delta|Epsilon|Zeta)\\b");
    private static final Pattern ATTRIBUTES = Pattern.compile("\\b[bg]?f?\\d+(_\\w+)?\\b");

    private static final @Nullable Pattern TOLERATED = Optional.ofNullable(System.getProperty("signals.test.tolerated"))
            .map(Pattern::compile)
            .orElse(null);

    static @Nullable Difference between(Tape plain, Tape heard, LoadsBefore loadsBefore) {
        List<Line> left = compared(plain, loadsBefore);
        List<Line> right = compared(heard, loadsBefore);
        String step = "start";
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            Line one = i < left.size() ? left.get(i) : END;
            Line other = i < right.size() ? right.get(i) : END;
            if (!one.equals(other)) {
                Line failed = failureSoon(right, i);
                // What an exception leads to is seen before the exception itself.
                return failed == null || failed.equals(failureSoon(left, i))
                        ? new Difference(step, one, other, null)
                        : new Difference(step, one, failed, failure(heard, failed));
            }
            if (one.track() == Track.STEP) {
                step = one.text();
            }
        }
        return null;
    }

    private static @Nullable Line failureSoon(List<Line> lines, int from) {
        return lines.stream()
                .skip(from)
                .takeWhile(line -> line.track() != Track.STEP)
                .filter(line -> line.track() == Track.ERROR)
                .findFirst()
                .orElse(null);
    }

    private static List<Line> compared(Tape tape, LoadsBefore loadsBefore) {
        return AllowedDifferences.leaveOut(tape, loadsBefore).stream()
                .map(Difference::tolerated)
                .filter(line -> !line.text().isEmpty())
                .toList();
    }

    /** Without what is known to differ, for a look at what lies behind it. */
    private static Line tolerated(Line line) {
        return TOLERATED == null
                ? line
                : new Line(line.track(), TOLERATED.matcher(line.text()).replaceAll(""));
    }

    private static @Nullable Throwable failure(Tape tape, Line line) {
        long before = tape.lines().stream()
                .takeWhile(
                        each -> each.track() != Track.ERROR || !tolerated(each).equals(line))
                .filter(each -> each.track() == Track.ERROR)
                .count();
        return line.track() == Track.ERROR ? tape.failures().get((int) before) : null;
    }

    /** What differences of one root are likely to have in common. */
    String signature() {
        String place = failure == null ? "" : place(failure);
        if (!place.isEmpty()) {
            return root(failure).getClass().getName() + " at " + place;
        }
        String action = step.replaceFirst("^\\d+ ", "").replaceFirst("[ .].*", "");
        return action + ": " + kind(plain) + " -> " + kind(heard);
    }

    private static String kind(Line line) {
        String text = line.text();
        if (line.track() == Track.SQL) {
            String[] words = text.split(" ");
            return words.length > 1 ? "sql " + words[1].toLowerCase(Locale.ROOT) : "sql " + text;
        }
        if (line.track() == Track.STEP) {
            return "end of step";
        }
        String general = ATTRIBUTES.matcher(NAMES.matcher(text).replaceAll("E")).replaceAll("f");
        return switch (line.track()) {
            case ERROR ->
                general.replaceAll("\\d+", "0")
                        .replaceFirst("^([\\w.$]+): (.{0,60}).*", "$1 $2")
                        .replace('\n', ' ');
            case MIRROR -> text.replaceFirst(":.*", "");
            case CALLBACK, INTERCEPTOR -> general.replaceFirst("^(listener )?(\\w+)(#\\d+ )?(\\w*).*", "$1$2 $4");
            default -> line.track().toString().toLowerCase(Locale.ROOT);
        };
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Where in the library it was thrown, empty if it was not. */
    private static String place(Throwable failure) {
        for (StackTraceElement frame : root(failure).getStackTrace()) {
            String type = frame.getClassName();
            if (type.startsWith("dev.signals.") && !type.startsWith("dev.signals.it.")) {
                return Show.simpleName(type) + "." + frame.getMethodName();
            }
        }
        return "";
    }

    /** The parts of two long lines that differ, with what is around them. */
    private static String around(String text, String other) {
        int from = 0;
        while (from < Math.min(text.length(), other.length()) && text.charAt(from) == other.charAt(from)) {
            from++;
        }
        if (text.length() < 300) {
            return text;
        }
        return text.substring(0, 60) + " … "
                + text.substring(Math.max(60, from - 40), Math.min(text.length(), Math.max(60, from - 40) + 200));
    }

    @Override
    public String toString() {
        return "in step " + step + "\n  without: " + plain.track() + " " + around(plain.text(), heard.text())
                + "\n  with:    " + heard.track() + " " + around(heard.text(), plain.text());
    }
}
