package dev.signals.it.harmless;

import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What receivers are allowed to change. The guide names each of these:
 *
 * <ol>
 *   <li>A receiver of deletions makes {@code remove(getReference(id))} load the row, as any delete listener does. So the side
 *       without the library has such a listener too, see {@link Trial}, and steps load what they are about to remove.
 *   <li>{@code remove()} loads what it cascades to before the callbacks and the interceptor are called instead of after, as
 *       {@code pre_delete} is sent for all of it before anything is removed. The statements and the calls are the same.
 *   <li>{@code Interceptor.findDirty}, {@code isTransient} and a {@code CustomEntityDirtinessStrategy} are asked more often.
 *   <li>{@code loadingKeys()} reads keys, which it is for; nobody uses it here.
 * </ol>
 */
final class AllowedDifferences {

    private static final Set<String> REMOVING = Set.of("REMOVE", "REMOVE_REFERENCE", "PERSIST_REMOVED");

    private AllowedDifferences() {}

    /** The lines of a tape in an order, and without those, in which two sides may differ. */
    static List<Line> leaveOut(Tape tape, boolean deletions) {
        List<Line> kept = new ArrayList<>();
        List<Line> calls = new ArrayList<>();
        boolean removing = false;
        for (Line line : tape.lines()) {
            if (line.track() == Track.STEP) {
                removing = deletions && REMOVING.contains(line.text().split(" ")[1]);
            }
            if (line.track() == Track.CALLBACK || line.track() == Track.INTERCEPTOR) {
                (removing ? calls : kept).add(removing ? withoutState(line) : line);
            } else if (line.track() != Track.QUESTION) {
                if (line.track() != Track.SQL) {
                    addSorted(calls, kept);
                }
                kept.add(deletions ? withoutCache(line) : line);
            }
        }
        addSorted(calls, kept);
        return kept;
    }

    /** What has been loaded is seen in the state that the interceptor is given. */
    private static Line withoutState(Line line) {
        return line.text().startsWith("onRemove ")
                ? new Line(line.track(), line.text().replaceFirst(" \\[.*", ""))
                : line;
    }

    /** What is loaded before its owner is locked in the second-level cache may be put there. */
    private static Line withoutCache(Line line) {
        return line.track() == Track.STATISTICS
                ? new Line(line.track(), line.text().replaceFirst(", cache [\\d/]+", ""))
                : line;
    }

    private static void addSorted(List<Line> calls, List<Line> kept) {
        calls.sort(Comparator.comparing(Line::toString));
        kept.addAll(calls);
        calls.clear();
    }
}
