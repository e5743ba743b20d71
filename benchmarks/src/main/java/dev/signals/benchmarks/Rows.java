package dev.signals.benchmarks;

import dev.signals.benchmarks.dispatch.DispatchBenchmark;
import dev.signals.benchmarks.observe.WatchedCallBenchmark;
import dev.signals.benchmarks.observe.Watching;
import dev.signals.benchmarks.orm.Database;
import dev.signals.benchmarks.orm.Kind;
import dev.signals.benchmarks.orm.Variant;
import dev.signals.benchmarks.report.Column;
import dev.signals.benchmarks.report.Effort;
import dev.signals.benchmarks.report.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the rows of tables: the classes and parameters of the benchmarks behind them. */
final class Rows {

    private static final int COLLECTION_ELEMENTS = 20_000;

    private final Scale scale;

    Rows(Scale scale) {
        this.scale = scale;
    }

    /** Returns the row of some ways to send, which are methods of the benchmark. */
    Row dispatch(String label, Collection<Peer> peers, int receivers, int otherSenders) {
        return new Row(
                label,
                scale.dispatch(),
                peers.stream().map(peer -> peer.column(receivers, otherSenders)).toList());
    }

    Row work(String label, Class<?> benchmark, String method, Kind entity, Database database, List<Variant> variants) {
        return row(
                label,
                scale.work(),
                pathOf(benchmark, method),
                variants,
                Map.of("entity", entity.name(), "database", database.name()));
    }

    Row flush(String label, Class<?> benchmark, String method, Kind entity, int managed, List<Variant> variants) {
        return row(
                label,
                scale.flush(managed),
                pathOf(benchmark, method),
                variants,
                Map.of("entity", entity.name(), "database", "H2", "managed", String.valueOf(managed)));
    }

    Row collections(String label, Class<?> benchmark, String method, List<Variant> variants) {
        return row(label, scale.flush(COLLECTION_ELEMENTS), pathOf(benchmark, method), variants, Map.of());
    }

    Row saves(Class<?> benchmark, String method, int saves, List<Variant> variants) {
        return row(
                String.format("%,d saves", saves),
                scale.single(),
                pathOf(benchmark, method),
                variants,
                Map.of("entity", "ORDINARY", "database", "H2", "saves", String.valueOf(saves)));
    }

    /** Returns the row of a benchmark whose variants have names of their own, in the order of a map from name to label. */
    Row named(String label, Class<?> benchmark, String method, Map<String, String> labels) {
        return new Row(
                label,
                scale.single(),
                labels.entrySet().stream()
                        .map(entry -> new Column(
                                entry.getValue(), pathOf(benchmark, method), Map.of("variant", entry.getKey())))
                        .toList());
    }

    /** Returns the row of a call that nobody watches, or somebody. */
    Row watchedCall(String label, List<Watching> watching) {
        return new Row(
                label,
                scale.dispatch(),
                watching.stream()
                        .map(each -> new Column(
                                each.label(),
                                pathOf(WatchedCallBenchmark.class, "call"),
                                Map.of("variant", each.name())))
                        .toList());
    }

    private static Row row(
            String label, Effort effort, String method, List<Variant> variants, Map<String, String> parameters) {
        return new Row(
                label,
                effort,
                variants.stream()
                        .map(variant -> {
                            Map<String, String> all = new HashMap<>(parameters);
                            all.put("variant", variant.name());
                            return new Column(variant.label(), method, all);
                        })
                        .toList());
    }

    private static String pathOf(Class<?> benchmark, String method) {
        return benchmark.getName() + "." + method;
    }

    /**
     * A way to send.
     *
     * @param method the method of the benchmark
     * @param label its name in tables
     * @param keyed whether it looks receivers up by the sender
     */
    record Peer(String method, String label, boolean keyed) {

        private Column column(int receivers, int otherSenders) {
            Map<String, String> parameters = new HashMap<>(Map.of("receivers", String.valueOf(receivers)));
            if (keyed) {
                parameters.put("otherSenders", String.valueOf(otherSenders));
            }
            return new Column(label, pathOf(DispatchBenchmark.class, method), parameters);
        }
    }
}
