package dev.signals.it.harmless;

import dev.signals.it.harmless.ReadingReceivers.Ear;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What receivers are allowed to change. The guide names each of these:
 *
 * <ol>
 *   <li>A receiver of deletions makes {@code remove(getReference(id))} load the row, as any delete listener does. So the side
 *       without the library has such a listener too, see {@link Trial}, and steps load what they are about to remove.
 *   <li>Receivers of PRE_DELETE make {@code remove()} load what it cascades to before the callbacks and the interceptor are called
 *       instead of after, as they are told of all of it before anything is removed; and a flush load orphans before it begins. The
 *       statements are the same, in the same order, and so are the calls, but for those that a failed load keeps from being made.
 *       What is loaded earlier is also managed earlier, before what is new. So an orphan is loaded before the flush inserts what
 *       its cascade gives an identifier, and updates come in another order. The flush may also find another way through its
 *       cascades; then the two sides are the same if the one without the library loads as early ({@link EarlyLoads}). With {@code
 *       hibernate.use_identifier_rollback} Hibernate fails over what it loads behind an entity whose identifier it has taken
 *       away; what was loaded before does not fail.
 *   <li>{@code Interceptor.findDirty}, {@code isTransient} and a {@code CustomEntityDirtinessStrategy} are asked more often.
 *   <li>{@code loadingKeys()} reads keys, which it is for; nobody uses it here.
 * </ol>
 */
final class AllowedDifferences {

    private static final Set<String> REMOVING = Set.of("REMOVE", "REMOVE_REFERENCE", "PERSIST_REMOVED");

    private static final Pattern ORPHANS = Pattern.compile("orphanRemoval = true|DELETE_ORPHAN|delete-orphan");

    private static final Pattern UPDATE = Pattern.compile("^(executeUpdate|addBatch) update ");

    /** Right in the cascade, with all that waits for its turn, or by the value of a sequence that is fetched there. */
    private static final Pattern INSERT =
            Pattern.compile("^(executeUpdate|addBatch|executeBatch) insert |^executeQuery select next ?val(ue |\\()");

    private static final Pattern NO_IDENTIFIER = Pattern.compile(
            "^org\\.hibernate\\.AssertionFailure: null identifier|^org\\.hibernate\\.property\\.access\\S+ Error accessing field \\[\\w+ \\S+\\$Key\\.");

    private AllowedDifferences() {}

    /** Where receivers of PRE_DELETE make things be loaded earlier. */
    enum LoadsBefore {
        NO_STEP,
        REMOVE,

        /** With orphan removal any flush deletes. */
        ANY_STEP;

        static LoadsBefore of(Script script) {
            boolean deletions = script.ears().contains(Ear.PRE_DELETE);
            boolean mayOrphan = ORPHANS.matcher(new DomainSource(script.domain()).mappings())
                    .find();
            return !deletions ? NO_STEP : mayOrphan ? ANY_STEP : REMOVE;
        }
    }

    /**
     * The lines of a tape in an order, and without those, in which two sides may differ.
     *
     * @param loadsBefore in which steps things are loaded that are going to be deleted, before that begins
     */
    static List<Line> leaveOut(Tape tape, LoadsBefore loadsBefore) {
        List<Line> kept = new ArrayList<>();
        List<Line> calls = new ArrayList<>();
        List<Line> managed = new ArrayList<>();
        boolean apart = false;
        for (Line line : withoutExpectedLogs(tape.lines())) {
            if (line.track() == Track.STEP) {
                apart = loadsBefore == LoadsBefore.ANY_STEP
                        || (loadsBefore == LoadsBefore.REMOVE
                                && REMOVING.contains(line.text().split(" ")[1]));
            }
            if (line.track() == Track.STATE && loadsBefore != LoadsBefore.NO_STEP) {
                managed.add(line);
                continue;
            }
            addSorted(managed, kept);
            if (line.track() == Track.CALLBACK || line.track() == Track.INTERCEPTOR) {
                (apart ? calls : kept).add(apart ? withoutState(line) : line);
            } else if (line.track() != Track.QUESTION) {
                if (line.track() == Track.ERROR) {
                    calls.clear();
                } else if (line.track() != Track.SQL) {
                    addSorted(calls, kept);
                }
                kept.add(line);
            }
        }
        addSorted(managed, kept);
        addSorted(calls, kept);
        return loadsBefore == LoadsBefore.ANY_STEP ? inCommonOrder(kept) : kept;
    }

    /**
     * Returns whether the side without receivers fails where the other need not: Hibernate because it loads too late, or the
     * database because it plans a query by recursion and the stack is deeper by chance.
     */
    static boolean isFailureOfPlainSide(Difference difference, LoadsBefore loadsBefore) {
        String text = difference.plain().text();
        return difference.plain().track() == Track.ERROR
                && (text.startsWith("java.lang.StackOverflowError")
                        || (loadsBefore != LoadsBefore.NO_STEP
                                && NO_IDENTIFIER.matcher(text).find()));
    }

    /** What the library logs because it fails where Hibernate fails too, in the same step, is no failure of its own. */
    private static List<Line> withoutExpectedLogs(List<Line> lines) {
        List<Line> kept = new ArrayList<>();
        List<Line> logged = new ArrayList<>();
        boolean failed = false;
        for (Line line : lines) {
            if (line.track() == Track.STEP) {
                kept.addAll(failed ? List.of() : logged);
                logged.clear();
                failed = false;
            }
            failed |= line.track() == Track.ERROR;
            (line.track() == Track.LOG ? logged : kept).add(line);
        }
        kept.addAll(failed ? List.of() : logged);
        return kept;
    }

    /** What is loaded comes before what is inserted at once to get an identifier; updates come in any order. */
    private static List<Line> inCommonOrder(List<Line> lines) {
        List<Line> kept = new ArrayList<>();
        List<Line> inserts = new ArrayList<>();
        List<Line> updates = new ArrayList<>();
        for (Line line : lines) {
            boolean sql = line.track() == Track.SQL;
            boolean update = sql && UPDATE.matcher(line.text()).find();
            boolean insert = sql && INSERT.matcher(line.text()).find();
            if (!insert && !(sql && line.text().startsWith("executeQuery"))) {
                kept.addAll(inserts);
                inserts.clear();
            }
            if (!update) {
                addSorted(updates, kept);
            }
            (update ? updates : insert ? inserts : kept).add(line);
        }
        kept.addAll(inserts);
        addSorted(updates, kept);
        return kept;
    }

    /** What has been loaded is seen in what the interceptor is given. */
    private static Line withoutState(Line line) {
        return line.text().matches("(onRemove|preFlush) .*")
                ? new Line(line.track(), line.text().replaceFirst(" \\[.*", ""))
                : line;
    }

    private static void addSorted(List<Line> calls, List<Line> kept) {
        calls.sort(Comparator.comparing(Line::toString));
        kept.addAll(calls);
        calls.clear();
    }
}
