package dev.signals.it.harmless;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Does work twice, with the library switched off and with receivers that only read, and compares what comes of it: the statements,
 * what the work answers with, and the exception that it ends in.
 */
final class SameWork implements AutoCloseable {

    /**
     * What a flush does is Hibernate's own, whatever the database and the bytecode of the entities; so it is enough to see each
     * signal once on other databases, and with enhanced entities. The generated mappings have all mixtures there too.
     */
    private static final Set<Listening> MIXTURES = EnumSet.of(
            Listening.BOTH_SAVES, Listening.CHANGED_AFTER_COMMIT, Listening.SAVES_AND_DELETIONS, Listening.EVERYTHING);

    private final TestFactory without;
    private final TestFactory with;
    private final Set<Listening> listenings;
    private SoftAssertions assertions = new SoftAssertions();

    private SameWork(Database database, TestFactory without, TestFactory with) {
        this.without = without;
        this.with = with;
        boolean first = database == Database.H2 && !Boolean.getBoolean("signals.test.enhanced");
        listenings = first ? EnumSet.allOf(Listening.class) : MIXTURES;
    }

    static SameWork of(Database database, Class<?>... entities) {
        return of(database, Map.of(), entities);
    }

    static SameWork of(Database database, Map<String, ?> settings, Class<?>... entities) {
        return new SameWork(
                database,
                TestFactory.of(database, switchedOff(settings), entities),
                TestFactory.of(database, settings, entities));
    }

    /** Builds the factories from a mapping in XML, and classes. */
    static SameWork ofXml(Database database, Map<String, ?> settings, String xml, Class<?>... entities) {
        return new SameWork(
                database,
                TestFactory.ofXml(database, switchedOff(settings), xml, entities),
                TestFactory.ofXml(database, settings, xml, entities));
    }

    /** Builds the factories as Jakarta Persistence does. */
    static SameWork ofPersistenceUnit(Database database, Class<?>... entities) {
        return new SameWork(
                database,
                TestFactory.ofPersistenceUnit(database, switchedOff(Map.of()), entities),
                TestFactory.ofPersistenceUnit(database, Map.of(), entities));
    }

    private static Map<String, Object> switchedOff(Map<String, ?> settings) {
        Map<String, Object> switchedOff = new HashMap<>(settings);
        switchedOff.put(SignalSettings.ENABLED, "false");
        return switchedOff;
    }

    /** What came of the work once. */
    record Outcome(List<String> statements, @Nullable Object answer, String failure) {

        static Outcome of(TestFactory factory, Function<TestFactory, ?> work) {
            factory.statements().clear();
            Object answer = null;
            String failure = "";
            try {
                answer = work.apply(factory);
            } catch (RuntimeException e) {
                failure = e.getClass().getName();
            }
            return new Outcome(withoutSequences(factory.statements().all()), answer, failure);
        }
    }

    /** They hand out many identifiers at once, so how often they are asked depends on what was done before. */
    private static List<String> withoutSequences(List<String> statements) {
        return statements.stream()
                .filter(statement -> !statement.startsWith("select next"))
                .toList();
    }

    /** Prepares both factories alike. */
    void eachFactory(Consumer<TestFactory> preparation) {
        preparation.accept(without);
        preparation.accept(with);
    }

    /** Does the work without the library, and then for each of the {@link #listenings()}. */
    void compare(String name, Function<TestFactory, ?> work) {
        compare(name, listenings, work);
    }

    /** Does the work without the library, and then for each of some ways of listening. */
    void compare(String name, Set<Listening> listenings, Function<TestFactory, ?> work) {
        Outcome expected = Outcome.of(without, work);
        listenings.forEach(listening -> compare(name, expected, listening, new EventLog(), work));
    }

    /**
     * Does the work without the library and with it.
     *
     * @param log takes what is sent
     */
    Outcome compare(String name, Listening listening, EventLog log, Function<TestFactory, ?> work) {
        return compare(name, Outcome.of(without, work), listening, log, work);
    }

    private Outcome compare(
            String name, Outcome expected, Listening listening, EventLog log, Function<TestFactory, ?> work) {
        Listening.Ears ears = listening.on(with.signals(), log::add);
        try {
            Outcome found = Outcome.of(with, work);
            assertions.assertThat(found).as(name + ", " + listening).isEqualTo(expected);
            return found;
        } finally {
            ears.close();
        }
    }

    /**
     * Compares what a receiver does with what is done by hand without the library.
     *
     * @param receiver connects it
     */
    void compareByHand(
            String name,
            Function<TestFactory, ?> byHand,
            Function<FactorySignals, Connection> receiver,
            Function<TestFactory, ?> work) {
        Outcome expected = Outcome.of(without, byHand);
        Connection connection = receiver.apply(with.signals());
        try {
            assertions.assertThat(Outcome.of(with, work)).as(name).isEqualTo(expected);
        } finally {
            connection.disconnect();
        }
    }

    /** Returns all ways of listening; on PostgreSQL a few that include the others. */
    Set<Listening> listenings() {
        return listenings;
    }

    /** Returns the ways of listening that include the others, for work of many variants; all of them in the long form. */
    Set<Listening> mixtures() {
        return Boolean.getBoolean("signals.test.allDatabases") ? listenings : MIXTURES;
    }

    SoftAssertions assertions() {
        return assertions;
    }

    /** To be called after each test. */
    void assertAll() {
        SoftAssertions made = assertions;
        assertions = new SoftAssertions();
        made.assertAll();
    }

    @Override
    public void close() {
        without.close();
        with.close();
    }
}
