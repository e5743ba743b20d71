package dev.signals.it.harmless;

import dev.signals.hibernate.SignalDelete;
import dev.signals.it.database.Database;
import dev.signals.it.harmless.ReadingReceivers.Ear;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Deletes some rows of a type in three ways: by {@link SignalDelete} with receivers that only read, by {@link SignalDelete} with nobody
 * who listens, and one by one without the library. The rows that are left are the same.
 */
final class DeletionTrial implements Oracle {

    private static final int DELETIONS = 8;

    private static final Pattern HIBERNATE =
            Pattern.compile("EntityFilterException|TransientPropertyValueException|SQLGrammarException: .*[Cc]olumn");

    private static final Pattern NOT_FOUND = Pattern.compile("(Fetch|Object|Entity)NotFoundException");

    /** More than there are rows. */
    private static final int ALL = 1000;

    private final Database database;

    DeletionTrial(Database database) {
        this.database = database;
    }

    /**
     * One deletion.
     *
     * @param above the number above which entities are deleted
     * @param chunk how many are loaded together
     */
    private record Deletion(DomainClasses classes, String entity, int above, int chunk) {

        void byQuery(Session session) {
            SignalDelete.of(session, classes.entity(entity))
                    .where("number > :above", Map.of("above", above))
                    .inChunksOf(chunk)
                    .execute();
        }

        void oneByOne(Session session) {
            session.createSelectionQuery(
                            "from " + entity + " e where e.number > :above order by e.number", classes.entity(entity))
                    .setParameter("above", above)
                    .getResultList()
                    .forEach(session::remove);
        }

        @Override
        public String toString() {
            return "delete " + entity + " above " + above + " in chunks of " + chunk;
        }
    }

    @Override
    public @Nullable Difference difference(Script script, Map<String, byte[]> compiled) {
        DomainClasses classes = DomainClasses.of(script, compiled);
        try (Side heard = side(script, classes, true, factory -> new ReadingReceivers(factory).connect(ears(script)));
                Side unheard = side(script, classes, true, factory -> {});
                Side byHand = side(script, classes, false, factory -> {})) {
            for (Side side : List.of(heard, unheard, byHand)) {
                side.runOne(0, script.works().get(0));
            }
            Dice dice = new Dice(script.domain().packageName().hashCode());
            for (int i = 0; i < DELETIONS; i++) {
                Deletion deletion = new Deletion(
                        classes,
                        dice.one(script.domain().concrete()).name(),
                        dice.chance(1, 2) ? dice.next(10) : 1000 + dice.next(6),
                        dice.chance(1, 2) ? ALL : 1 + dice.next(4));
                List<Line> one = heard.inTransaction(deletion.toString(), deletion::byQuery);
                List<Line> other = unheard.inTransaction(deletion.toString(), deletion::byQuery);
                List<Line> third = byHand.inTransaction(deletion.toString(), deletion::oneByOne);
                if (failed(one) && (failed(third) || isRefusedOnPurpose(script, deletion, one))
                        || failsAnAssertionOfHibernate(other)) {
                    return null;
                }
                Difference difference = first("0 unheard " + deletion, other, one, leavesRows(script));
                if (difference == null && !failed(third) && deletion.chunk() == ALL) {
                    difference = first("0 byHand " + deletion, third, one, leavesRows(script));
                }
                if (difference != null || failed(third)) {
                    return difference; // What fails on one side only leaves other rows.
                }
            }
        }
        return null;
    }

    /**
     * Chunk by chunk, references from later chunks are in the way, or dangle if the database does not check them, or if rows are deleted softly. Hibernate makes no
     * foreign key to a table per class, but the reference is there. What a query finds, {@code find} may refuse, or load in
     * another order, so that a deleted entity and not its proxy is referred to. And a join with a
     * restriction on the table of a superclass comes out as wrong SQL.
     */
    private static boolean isRefusedOnPurpose(Script script, Deletion deletion, List<Line> lines) {
        return of(Track.ERROR, lines)
                .map(Line::text)
                .allMatch(text -> text.contains("ProtectedReferencesException")
                        ? deletion.chunk() != ALL || script.domain().toString().contains("TABLE_PER_CLASS")
                        : HIBERNATE.matcher(text).find()
                                || ((deletion.chunk() != ALL || leavesRows(script))
                                        && NOT_FOUND.matcher(text).find()));
    }

    /** Over a bulk statement about soft deletes in secondary tables, if assertions are on. */
    private static boolean failsAnAssertionOfHibernate(List<Line> lines) {
        return of(Track.ERROR, lines).map(Line::text).anyMatch(text -> text.startsWith("java.lang.AssertionError"));
    }

    /** With soft deletes, Hibernate clears references between rows that one flush deletes. */
    private static boolean leavesRows(Script script) {
        return script.domain().entities().stream().anyMatch(EntitySpec::deletesSoftly);
    }

    @Override
    public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
        return null;
    }

    private static EnumSet<Ear> ears(Script script) {
        EnumSet<Ear> ears = EnumSet.of(Ear.PRE_DELETE, Ear.POST_DELETE);
        ears.addAll(script.ears());
        return ears;
    }

    private static boolean failed(List<Line> lines) {
        return lines.stream().anyMatch(line -> line.track() == Track.ERROR);
    }

    /** The first difference of the rows, unless they stay, or of whether it failed. */
    private static @Nullable Difference first(String deletion, List<Line> left, List<Line> right, boolean rowsStay) {
        Line end = new Line(Track.STEP, "end");
        if (failed(left) != failed(right)) {
            return new Difference(
                    deletion,
                    of(Track.ERROR, left).findFirst().orElse(end),
                    of(Track.ERROR, right).findFirst().orElse(end),
                    null);
        }
        if (rowsStay) {
            return null;
        }
        List<Line> one = of(Track.ROWS, left).toList();
        List<Line> other = of(Track.ROWS, right).toList();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            Line each = i < one.size() ? one.get(i) : end;
            Line its = i < other.size() ? other.get(i) : end;
            if (!each.equals(its)) {
                return new Difference(deletion, each, its, null);
            }
        }
        return null;
    }

    private static Stream<Line> of(Track track, List<Line> lines) {
        return lines.stream().filter(line -> line.track() == track);
    }

    private Side side(Script script, DomainClasses classes, boolean signals, Consumer<SessionFactory> built) {
        try {
            return new Side(script.domain(), classes, database, signals, true, built);
        } catch (RuntimeException | StackOverflowError | AssertionError e) { // as over some mappings
            throw new Refused(e);
        }
    }
}
