package dev.signals.examples.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.hibernate.SessionFactory;

/** What the database has beside what came by Kafka. */
final class Comparison {

    private final Map<String, Map<Long, JsonNode>> database;
    private final Replica replica;

    Comparison(Map<String, Map<Long, JsonNode>> database, Replica replica) {
        this.database = database;
        this.replica = replica;
    }

    static Comparison of(SessionFactory factory, Replica replica) {
        Map<String, Map<Long, JsonNode>> database = new LinkedHashMap<>();
        factory.inTransaction(session ->
                BlogEvents.ALL.forEach(published -> database.put(published.name(), published.rows(session))));
        return new Comparison(database, replica);
    }

    boolean agrees() {
        return database.entrySet().stream().allMatch(entity -> entity.getValue().equals(replica.rows(entity.getKey())));
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n%-10s%9s%9s%9s%12s%10s%n",
                "Events",
                "created",
                "updated",
                "deleted",
                "rows there",
                "on Kafka");
        database.forEach((entity, rows) -> out.printf(
                Locale.ROOT,
                "  %-8s%9d%9d%9d%12d%10d%n",
                entity,
                replica.count(entity + "Created"),
                replica.count(entity + "Updated"),
                replica.count(entity + "Deleted"),
                rows.size(),
                replica.rows(entity).size()));
        database.forEach((entity, rows) -> printDifferences(out, entity, rows, replica.rows(entity)));
    }

    private static void printDifferences(
            PrintStream out, String entity, Map<Long, JsonNode> there, Map<Long, JsonNode> here) {
        TreeSet<Long> ids = new TreeSet<>(there.keySet());
        ids.addAll(here.keySet());
        for (Long id : ids) {
            if (!Objects.equals(there.get(id), here.get(id))) {
                out.println(entity + " " + id + ": the row is " + there.get(id) + ", on Kafka it is " + here.get(id));
            }
        }
    }
}
