package dev.signals.examples.outbox.indexer;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.signals.AfterCall;
import dev.signals.Connection;
import dev.signals.ReceiverObserver;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.outbox.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file with the key of each call that was begun, over the lives of all indexers. Only the report needs it. */
public final class CallJournal implements ReceiverObserver {

    private final Path file;

    public CallJournal(Path file) {
        this.file = file;
    }

    @Override
    public AfterCall beforeCall(Connection connection, Object event) {
        note(Outbox.call((ModelEvent<?>) event).key());
        return AfterCall.IGNORED;
    }

    private synchronized void note(String key) {
        try {
            Files.writeString(file, key + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Returns how many calls were made, counting each once. */
    public int calls() {
        return attempts().size();
    }

    /** Returns how many calls were made more than once. */
    public int callsMadeAgain() {
        return (int) attempts().values().stream().filter(number -> number > 1).count();
    }

    private Map<String, Long> attempts() {
        return keys().stream().collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    }

    private List<String> keys() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
