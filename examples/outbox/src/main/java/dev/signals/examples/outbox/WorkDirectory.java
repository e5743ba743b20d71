package dev.signals.examples.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory for what the processes write. */
record WorkDirectory(Path path) {

    static WorkDirectory create() throws IOException {
        return new WorkDirectory(Files.createTempDirectory("signals-outbox"));
    }

    /** Deletes the directory and what is in it. */
    void delete() throws IOException {
        List<Path> contentFirst;
        try (Stream<Path> all = Files.walk(path)) {
            contentFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : contentFirst) {
            Files.delete(each);
        }
    }
}
