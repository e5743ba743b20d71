package dev.signals.examples.outbox.indexer;

import dev.signals.examples.outbox.shared.SharedBlog;
import dev.signals.hibernate.ModelSignals;
import dev.signals.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Path;
import org.hibernate.SessionFactory;

/** The process that makes the calls. It works until it is killed, or until nobody holds its input any more. */
public final class Indexer {

    private Indexer() {}

    /** Runs the process; the arguments are the URL of the database, the directory of the index, and the journal. */
    public static void main(String[] arguments) throws IOException {
        try (LuceneIndex index = LuceneIndex.open(Path.of(arguments[1]));
                SessionFactory factory = SharedBlog.open(arguments[0])) {
            ModelSignals.of(factory).observe(new CallJournal(Path.of(arguments[2])));
            SharedBlog.connectDurable(factory, index);
            Outbox.of(factory).start();
            while (System.in.read() >= 0) {
                // nothing to read
            }
        }
    }
}
