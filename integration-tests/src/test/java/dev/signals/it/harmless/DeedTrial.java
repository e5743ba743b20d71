package dev.signals.it.harmless;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.harmless.Deed.Moment;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does work in which receivers change the entities of the work, persist and remove others, query and flush, and the same work without
 * the library, in which the same is done by hand: before {@code persist}, {@code remove} or the flush instead of by PRE receivers, and
 * after the flush instead of by POST receivers. The rows after each transaction are the same, with their versions, and so is what it
 * fails with. The order of the statements is not compared: what receivers leave after a flush is written at once, by hand at the commit.
 */
final class DeedTrial implements Oracle {

    /** How receivers may go wrong. */
    enum Fault {
        NONE,
        ACTS_TWICE,
        ACTS_TOO_LATE,
        DOES_NOT_ACT
    }

    private static final int DEEDS = 16;

    /**
     * What each flush writes anew or counts, so that rows depend on the number of flushes; and orphans of immutable collections, over
     * which Hibernate fails in the second flush of the owner.
     */
    private static final Pattern RESTLESS = Pattern.compile(
            "WITHOUT_EQUALS|WITH_LOSS|_SETS|DIRTINESS_STRATEGY|(UPDATE|CURRENT|CREATION)_TIMESTAMP|VERSION_TIME|WITH_VALUES|[BC]LOB"
                    + "|COUNTED|(orphanRemoval = true|DELETE_ORPHAN)[^\\]]*@Immutable");

    private final Database database;
    private final Fault fault;

    DeedTrial(Database database) {
        this(database, Fault.NONE);
    }

    DeedTrial(Database database, Fault fault) {
        this.database = database;
        this.fault = fault;
    }

    @Override
    public @Nullable Difference difference(Script script, Map<String, byte[]> compiled) {
        return compare(script, compiled, true);
    }

    @Override
    public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
        return null;
    }

    private @Nullable Difference compare(Script script, Map<String, byte[]> compiled, boolean signals) {
        if (RESTLESS.matcher(script.domain().toString()).find() || leavesRewrittenRows(script.domain())) {
            return null;
        }
        DomainClasses classes = DomainClasses.of(script, compiled);
        try (Side told = side(script, classes, signals);
                Side plain = side(script, classes, false)) {
            told.runOne(0, script.works().get(0));
            plain.runOne(0, script.works().get(0));
            Dice dice = new Dice(script.domain().packageName().hashCode());
            for (int i = 0; i < DEEDS; i++) {
                Deeds deeds = deeds(dice, script.domain(), classes, told.population(), i);
                boolean[] acted = {false};
                List<Line> one = byReceiver(told, deeds, acted);
                List<Line> other = byHand(plain, deeds.of(plain.population()), acted[0]);
                Difference difference = first(deeds, other, one);
                if (difference != null) {
                    return difference;
                }
            }
        }
        return null;
    }

    /** Elements that equal no copy are written anew by each flush, and a soft delete leaves the old ones. */
    private static boolean leavesRewrittenRows(Domain domain) {
        return domain.entities().stream().anyMatch(EntitySpec::deletesSoftly)
                && domain.entities().stream()
                        .flatMap(entity -> entity.own().stream())
                        .anyMatch(attribute -> attribute.nested().contains("hashCode() { return 1; }"));
    }

    private static Deeds deeds(Dice dice, Domain domain, DomainClasses classes, Population population, int index) {
        Moment moment = dice.one(List.of(Moment.values()));
        return new Deeds(
                domain,
                classes,
                population,
                dice.one(domain.concrete()).name(),
                dice.one(domain.concrete()).name(),
                !moment.isOfRemoval() && dice.chance(1, 2),
                moment,
                dice.one(List.of(Deed.values())),
                100 + 10 * index + dice.next(10));
    }

    private List<Line> byReceiver(Side side, Deeds deeds, boolean[] acted) {
        Made[] subject = new Made[1];
        Moment moment =
                fault == Fault.ACTS_TOO_LATE && !deeds.moment().isOfRemoval() ? Moment.POST_SAVE : deeds.moment();
        Connection connection = connect(side.signals(), moment, event -> {
            if (!acted[0] && event.instance() == subject[0]) {
                acted[0] = true;
                for (int i = 0; i < times(); i++) {
                    deeds.deed().perform(deeds, event.session(), subject[0], moment.isOfRemoval());
                }
            }
        });
        try {
            return side.inTransaction(deeds.toString(), session -> {
                subject[0] = deeds.subject(session);
                if (subject[0] != null) {
                    deeds.perform(session, subject[0], DeedTrial::nothing, DeedTrial::nothing);
                }
            });
        } finally {
            connection.disconnect();
        }
    }

    private int times() {
        return fault == Fault.ACTS_TWICE ? 2 : fault == Fault.DOES_NOT_ACT ? 0 : 1;
    }

    private static Connection connect(FactorySignals signals, Moment moment, Receiver receiver) {
        return switch (moment) {
            case PRE_SAVE -> signals.preSave().connect(receiver::receive);
            case POST_SAVE -> signals.postSave().connect(receiver::receive);
            case PRE_DELETE -> signals.preDelete().connect(receiver::receive);
            case POST_DELETE -> signals.postDelete().connect(receiver::receive);
        };
    }

    private interface Receiver {

        void receive(ModelEvent<?> event);
    }

    /** Does by hand what a receiver has done. */
    private static List<Line> byHand(Side side, Deeds deeds, boolean acted) {
        Deeds.Hand hand = (session, instance) ->
                deeds.deed().perform(deeds, session, instance, deeds.moment().isOfRemoval());
        boolean before = deeds.moment().isBefore();
        return side.inTransaction(deeds.toString(), session -> {
            Made subject = deeds.subject(session);
            if (subject != null) {
                deeds.perform(
                        session,
                        subject,
                        acted && before ? hand : DeedTrial::nothing,
                        acted && !before ? hand : DeedTrial::nothing);
            }
        });
    }

    private static void nothing(Session session, Made instance) {}

    private static @Nullable Difference first(Deeds deeds, List<Line> byHand, List<Line> byReceiver) {
        Line end = new Line(Track.STEP, "end");
        List<Line> one = outcome(byHand);
        List<Line> other = outcome(byReceiver);
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            Line left = i < one.size() ? one.get(i) : end;
            Line right = i < other.size() ? other.get(i) : end;
            if (!left.equals(right)) {
                return new Difference(deeds.toString(), left, right, null);
            }
        }
        return null;
    }

    /** The rows, and that it failed; where it does depends on the order of the statements. */
    private static List<Line> outcome(List<Line> lines) {
        List<Line> outcome = new ArrayList<>();
        lines.stream()
                .filter(line -> line.track() == Track.ERROR)
                .findFirst()
                .ifPresent(line -> outcome.add(new Line(Track.ERROR, "failed")));
        lines.stream().filter(line -> line.track() == Track.ROWS).forEach(outcome::add);
        return outcome;
    }

    private Side side(Script script, DomainClasses classes, boolean signals) {
        try {
            return new Side(script.domain(), classes, database, signals, true, (SessionFactory factory) -> {});
        } catch (RuntimeException | StackOverflowError | AssertionError e) { // as over some mappings
            throw new Refused(e);
        }
    }
}
