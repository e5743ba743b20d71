package dev.signals.it.harmless;

import dev.signals.hibernate.ModelSignals;
import dev.signals.it.database.Database;
import dev.signals.it.harmless.Tape.Line;
import dev.signals.it.harmless.Tape.Track;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does the same work without receivers and with {@linkplain ActingReceivers ones that act}: they write rows of their own, query and
 * flush. What the work itself writes is the same, and it fails where it failed.
 */
final class ActingTrial implements Oracle {

    /**
     * What each flush writes anew, so that a receiver which flushes has it written once more. And a row that {@code persist} has
     * inserted is announced at a query, while other changes are pending that the receiver's own query then flushes.
     */
    private static final Pattern RESTLESS = Pattern.compile(
            "WITHOUT_EQUALS|WITH_LOSS|POST_\\w+_SETS|INTERCEPTOR_SETS|DIRTINESS_STRATEGY|(UPDATE|CURRENT)_TIMESTAMP|IDENTITY");

    private static final Line END = new Line(Track.STEP, "end");

    private final Database database;
    private final Consumer<SessionFactory> harm;

    ActingTrial(Database database) {
        this(database, factory -> {});
    }

    /**
     * Makes a trial of something that does harm.
     *
     * @param harm is given the factory that has receivers
     */
    ActingTrial(Database database, Consumer<SessionFactory> harm) {
        this.database = database;
        this.harm = harm;
    }

    @Override
    public @Nullable Difference difference(Script script, Map<String, byte[]> compiled) {
        DomainClasses classes = DomainClasses.of(script, compiled);
        return first(written(script, classes, false), written(script, classes, true));
    }

    @Override
    public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
        DomainClasses classes = DomainClasses.of(script, compiled);
        return first(written(script, classes, false), written(script, classes, false));
    }

    private static @Nullable Difference first(List<Line> plain, List<Line> acted) {
        String step = "start";
        for (int i = 0; i < Math.max(plain.size(), acted.size()); i++) {
            Line one = i < plain.size() ? plain.get(i) : END;
            Line other = i < acted.size() ? acted.get(i) : END;
            if (!one.equals(other)) {
                return new Difference(step, one, other, null);
            }
            step = one.track() == Track.STEP ? one.text() : step;
        }
        return null;
    }

    private List<Line> written(Script script, DomainClasses classes, boolean acts) {
        try (Side side = side(script, classes, acts)) {
            return side.run(script.works()).lines().stream()
                    .filter(line -> line.track() == Track.STEP
                            || line.track() == Track.ERROR
                            || (line.track() == Track.ROWS && !ActingReceivers.isTrace(line.text())))
                    .toList();
        }
    }

    private Side side(Script script, DomainClasses classes, boolean acts) {
        boolean mayFlush = !RESTLESS.matcher(script.domain().toString()).find();
        try {
            return new Side(script.domain(), classes, database, acts, true, factory -> {
                if (acts) {
                    new ActingReceivers(ModelSignals.of(factory), mayFlush).connect(factory);
                    harm.accept(factory);
                }
            });
        } catch (RuntimeException | StackOverflowError | AssertionError e) { // as over some mappings
            throw new Refused(e);
        }
    }
}
