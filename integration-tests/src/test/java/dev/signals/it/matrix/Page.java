package dev.signals.it.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the page with the table. What stands below the table is written by hand and stays. */
final class Page {

    private static final String BEGIN = "<!-- the matrix writes this table -->\n";
    private static final String END = "<!-- end of the table -->\n";

    private final Path file;

    Page(Path file) {
        this.file = file;
    }

    /**
     * Writes the table.
     *
     * @param servers the columns
     */
    void write(List<Hibernate> hibernates, List<Jdk> jdks, List<Server> servers, Results results) throws IOException {
        String old = Files.readString(file);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no lines " + BEGIN + END + "between which the table belongs");
        }
        String table = table(hibernates, jdks, servers, results);
        Files.writeString(file, old.substring(0, begin + BEGIN.length()) + table + old.substring(end));
    }

    static String table(List<Hibernate> hibernates, List<Jdk> jdks, List<Server> servers, Results results) {
        StringBuilder text = new StringBuilder("\n| Hibernate | JDK | Entities |");
        servers.forEach(server -> text.append(' ').append(server).append(" |"));
        text.append("\n|---|---|---|").append("---|".repeat(servers.size())).append('\n');
        for (Hibernate hibernate : hibernates) {
            for (Jdk jdk : jdks) {
                for (Entities entities : Entities.values()) {
                    String cells = servers.stream()
                            .map(server -> text(results.of(new Cell(hibernate, jdk, entities, server))))
                            .collect(Collectors.joining(" | "));
                    text.append("| " + hibernate + " | " + jdk + " | " + entities + " | " + cells + " |\n");
                }
            }
        }
        return text.append('\n').toString();
    }

    private static String text(@Nullable Counts counts) {
        return counts == null ? "not run" : counts.toString();
    }
}
