package dev.signals.benchmarks;

import static dev.signals.benchmarks.orm.Variant.AFTER_COMMIT;
import static dev.signals.benchmarks.orm.Variant.ALL;
import static dev.signals.benchmarks.orm.Variant.CHANGED;
import static dev.signals.benchmarks.orm.Variant.ENVERS;
import static dev.signals.benchmarks.orm.Variant.IDLE;
import static dev.signals.benchmarks.orm.Variant.JPA_LISTENERS;
import static dev.signals.benchmarks.orm.Variant.M2M_CHANGED;
import static dev.signals.benchmarks.orm.Variant.PLAIN;
import static dev.signals.benchmarks.orm.Variant.POST;
import static dev.signals.benchmarks.orm.Variant.PRE_AND_POST;
import static dev.signals.benchmarks.orm.Variant.RAW_LISTENERS;
import static dev.signals.benchmarks.orm.Variant.TEN;

import dev.signals.benchmarks.Rows.Peer;
import dev.signals.benchmarks.observe.Watching;
import dev.signals.benchmarks.orm.CollectionBenchmark;
import dev.signals.benchmarks.orm.Database;
import dev.signals.benchmarks.orm.FlushBenchmark;
import dev.signals.benchmarks.orm.Kind;
import dev.signals.benchmarks.orm.LoadBenchmark;
import dev.signals.benchmarks.orm.LongTransactionBenchmark;
import dev.signals.benchmarks.orm.PersistBenchmark;
import dev.signals.benchmarks.orm.RemoveBenchmark;
import dev.signals.benchmarks.orm.StartupBenchmark;
import dev.signals.benchmarks.orm.UpdateBenchmark;
import dev.signals.benchmarks.orm.Variant;
import dev.signals.benchmarks.report.Row;
import dev.signals.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables that a run measures. */
final class Plan {

    private static final List<Variant> EVERYBODY =
            List.of(PLAIN, RAW_LISTENERS, JPA_LISTENERS, ENVERS, IDLE, POST, PRE_AND_POST, TEN, ALL);
    private static final List<Variant> USUAL = List.of(PLAIN, JPA_LISTENERS, IDLE, POST, PRE_AND_POST);

    private static final Peer DIRECT_LOOP = new Peer("directLoop", "direct loop", false);
    private static final Peer KEYED_LOOP = new Peer("keyedLoop", "keyed loop", true);
    private static final Peer SIGNALS = new Peer("signals", "signals", true);
    private static final Peer HAS_RECEIVERS = new Peer("hasReceivers", "hasReceivers()", true);
    private static final List<Peer> OTHERS = List.of(
            new Peer("weld", "Weld", false),
            new Peer("spring", "Spring", false),
            new Peer("guava", "Guava", false),
            new Peer("greenrobot", "greenrobot", false),
            new Peer("mbassador", "MBassador", false));

    private final Scale scale;
    private final Rows rows;
    private final List<Table> tables = new ArrayList<>();

    private Plan(Scale scale) {
        this.scale = scale;
        this.rows = new Rows(scale);
    }

    /** Returns the tables of a scale, or of them only the rows that have some words in their label or title. */
    static List<Table> of(Scale scale, String words) {
        Plan plan = new Plan(scale);
        switch (scale) {
            case SMOKE -> plan.smoke();
            case SHORT -> plan.quick();
            case FULL -> plan.full();
        }
        return plan.tables.stream()
                .map(table -> table.only(words))
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    /** Returns whether some row works with PostgreSQL. */
    static boolean usesPostgres(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> row.columns().stream())
                .anyMatch(column -> column.parameters().containsValue(Database.POSTGRESQL.name()));
    }

    private void smoke() {
        dispatch(3);
        watchedCalls(List.of(Watching.NOBODY, Watching.NO_REGISTRY, Watching.HANDLER));
        List<Row> compared = List.of(persist("persist", Kind.ORDINARY, Database.H2, List.of(PLAIN, ALL)));
        tables.add(new Table("Two variants, H2", "entity", compared, true));
        List<Row> made = new ArrayList<>(works("", Kind.CASCADING, Database.H2, List.of(ALL)));
        made.add(flush("clean flush of 1,000", "cleanFlush", Kind.VERSIONED, 1000, List.of(ALL)));
        add("One variant, H2", "entity", made);
        longTransactions(List.of(CHANGED), 1000);
        add("PostgreSQL", "entity", List.of(persist("persist", Kind.WIDE, Database.POSTGRESQL, List.of(ENVERS))));
    }

    private void quick() {
        dispatchToNobody();
        dispatch(3);
        ordinary(USUAL, List.of(PLAIN, IDLE, POST, PRE_AND_POST));
    }

    private void full() {
        dispatchToNobody();
        dispatch(1, 3, 10);
        watchedCalls(List.of(Watching.values()));
        ordinary(EVERYBODY, EVERYBODY);
        otherEntities();
        managed(100, 1000, 10_000, 100_000);
        longTransactions(List.of(PLAIN, POST, CHANGED, AFTER_COMMIT), 1000, 10_000, 100_000);
        collections(List.of(PLAIN, IDLE, M2M_CHANGED, ALL));
        startup();
        postgres(List.of(PLAIN, RAW_LISTENERS, JPA_LISTENERS, ENVERS, IDLE, POST, PRE_AND_POST));
    }

    private void dispatchToNobody() {
        List<Peer> peers = new ArrayList<>(List.of(KEYED_LOOP, HAS_RECEIVERS, SIGNALS));
        // the short run has the fastest of the others only
        peers.addAll(scale == Scale.FULL ? OTHERS : OTHERS.subList(0, 1));
        Row alone = rows.dispatch("no receiver", peers, 0, 0);
        Row among = rows.dispatch("no receiver, 1,000 other senders", peers.subList(0, 3), 0, 1000);
        add("Dispatch to nobody", "sending", scale == Scale.FULL ? List.of(alone, among) : List.of(alone));
    }

    private void dispatch(int... receivers) {
        List<Peer> peers = new ArrayList<>(List.of(DIRECT_LOOP, KEYED_LOOP, SIGNALS));
        peers.addAll(OTHERS);
        List<Row> made = new ArrayList<>();
        for (int count : receivers) {
            made.add(rows.dispatch("receivers: " + count, peers, count, 0));
        }
        if (scale == Scale.FULL) {
            made.add(rows.dispatch("receivers: 3, other senders: 1,000", peers.subList(0, 3), 3, 1000));
        }
        add("Dispatch", "sending", made);
    }

    private void watchedCalls(List<Watching> watching) {
        add(
                "Calls that are observed with Micrometer, or measured",
                "call",
                List.of(rows.watchedCall("one receiver", watching)));
    }

    private void ordinary(List<Variant> variants, List<Variant> flushing) {
        List<Row> made = new ArrayList<>(works("", Kind.ORDINARY, Database.H2, variants));
        made.add(flush("clean flush of 10,000", "cleanFlush", Kind.ORDINARY, 10_000, flushing));
        made.add(flush("flush of 10,000, 100 changed", "flushOfSomeChanges", Kind.ORDINARY, 10_000, flushing));
        if (scale == Scale.FULL) {
            made.add(flush("flush of 10,000, all changed", "flushOfAllChanged", Kind.ORDINARY, 10_000, flushing));
            made.add(flush("query over 5,000 managed", "queryOfAnotherTable", Kind.ORDINARY, 5000, flushing));
        }
        tables.add(new Table("An entity of 5 attributes, H2", "entity", made, true));
    }

    private void otherEntities() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        kinds.put("30 attributes", Kind.WIDE);
        kinds.put("version and collection", Kind.VERSIONED);
        kinds.put("cascade to 4 others", Kind.CASCADING);
        List<Row> made = new ArrayList<>();
        kinds.forEach((label, kind) -> {
            made.add(persist(label + ": persist", kind, Database.H2, USUAL));
            made.add(update(label + ": update", kind, Database.H2, USUAL));
            made.add(remove(label + ": remove", kind, Database.H2, USUAL));
            made.add(flush(label + ": clean flush of 10,000", "cleanFlush", kind, 10_000, USUAL));
        });
        add("Other entities, H2", "entity", made);
    }

    private void managed(int... numbers) {
        List<Row> made = new ArrayList<>();
        for (int number : numbers) {
            made.add(flush(String.format("%,d managed", number), "cleanFlush", Kind.ORDINARY, number, USUAL));
        }
        add("Clean flush by number of managed entities, H2", "managed entity", made);
    }

    private void longTransactions(List<Variant> variants, int... numbers) {
        List<Row> made = new ArrayList<>();
        for (int number : numbers) {
            made.add(rows.saves(LongTransactionBenchmark.class, "saveInChunks", number, variants));
        }
        add("One transaction of many saves, flushed and cleared in chunks, H2", "save", made);
    }

    private void collections(List<Variant> variants) {
        add(
                "Flush of 1,000 owners with many-to-many collections of 20, H2",
                "owner",
                List.of(
                        rows.collections("nothing changed", CollectionBenchmark.class, "cleanFlush", variants),
                        rows.collections("10 changed", CollectionBenchmark.class, "flushOfSomeChanges", variants)));
    }

    private void startup() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("PLAIN", "plain");
        labels.put("IDLE", "idle");
        labels.put("LAMBDAS", "300 lambdas");
        labels.put("METHODS", "300 receiver methods");
        add("Start-up, H2", "start-up", List.of(rows.named("300 entities", StartupBenchmark.class, "build", labels)));
    }

    private void postgres(List<Variant> variants) {
        add("An entity of 5 attributes, PostgreSQL", "entity", works("", Kind.ORDINARY, Database.POSTGRESQL, variants));
    }

    private List<Row> works(String prefix, Kind kind, Database database, List<Variant> variants) {
        return List.of(
                persist(prefix + "persist", kind, database, variants),
                rows.work(prefix + "load", LoadBenchmark.class, "load", kind, database, variants),
                update(prefix + "update", kind, database, variants),
                remove(prefix + "remove", kind, database, variants));
    }

    private Row persist(String label, Kind kind, Database database, List<Variant> variants) {
        return rows.work(label, PersistBenchmark.class, "persist", kind, database, variants);
    }

    private Row update(String label, Kind kind, Database database, List<Variant> variants) {
        return rows.work(label, UpdateBenchmark.class, "update", kind, database, variants);
    }

    private Row remove(String label, Kind kind, Database database, List<Variant> variants) {
        return rows.work(label, RemoveBenchmark.class, "remove", kind, database, variants);
    }

    private Row flush(String label, String method, Kind kind, int managed, List<Variant> variants) {
        return rows.flush(label, FlushBenchmark.class, method, kind, managed, variants);
    }

    private void add(String title, String unit, List<Row> made) {
        tables.add(new Table(title, unit, made, false));
    }
}
