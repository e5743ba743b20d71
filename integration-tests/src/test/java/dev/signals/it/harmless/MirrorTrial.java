package dev.signals.it.harmless;

import static dev.signals.it.support.TestedHibernate.isBefore72;

import dev.signals.it.database.Database;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps copies of the database by what is announced, and compares them with it after each transaction. */
final class MirrorTrial implements Oracle {

    private final Database database;
    private final MirrorFault fault;

    MirrorTrial(Database database) {
        this(database, MirrorFault.NONE);
    }

    /**
     * Makes a trial of something that announces wrongly.
     *
     * @param fault how
     */
    MirrorTrial(Database database, MirrorFault fault) {
        this.database = database;
        this.fault = fault;
    }

    @Override
    public @Nullable Difference difference(Script whole, Map<String, byte[]> compiled) {
        if (whole.domain().toString().contains("@OnDelete")) {
            return null; // What the database deletes by itself, nobody is told of.
        }
        Script script = told(whole);
        DomainClasses classes = DomainClasses.of(script, compiled);
        Mirrors[] mirrors = new Mirrors[1];
        Side side;
        try {
            side = new Side(script.domain(), classes, database, true, true, factory -> {
                mirrors[0] = new Mirrors(script.domain(), factory, fault);
            });
        } catch (RuntimeException | StackOverflowError | AssertionError e) { // as over some mappings
            throw new Refused(e);
        }
        try (side) {
            for (int i = 0; i < script.works().size(); i++) {
                side.runOne(i, script.works().get(i));
                Difference difference = mirrors[0].difference(
                        i, script.works().get(i), side.population().writableAgain());
                if (difference != null || !mirrors[0].isReadable()) {
                    return difference;
                }
            }
        }
        return null;
    }

    /**
     * Leaves out what nobody is told of: bulk deletions, and changes inside a list of aggregates, whose snapshot has the same elements,
     * so that Hibernate does not see them and writes them along with something else. And up to Hibernate 7.1 the works of stateless sessions, which are told before
     * the commit, although a rollback may follow.
     */
    private static Script told(Script script) {
        return script.with(script.works().stream()
                .filter(work -> !(work.stateless() && isBefore72()))
                .map(work -> work.with(work.steps().stream()
                        .filter(step -> step.action() != Action.BULK_DELETE && !isUnseen(script, step))
                        .toList()))
                .toList());
    }

    private static boolean isUnseen(Script script, Step step) {
        return step.action() == Action.MUTATE
                && script.domain()
                        .attribute(step.entity(), step.attribute())
                        .filter(attribute -> attribute.feature().contains("Embeddables." + Embeddables.JSON_LIST))
                        .isPresent();
    }

    @Override
    public @Nullable Difference noise(Script script, Map<String, byte[]> compiled) {
        return null;
    }
}
