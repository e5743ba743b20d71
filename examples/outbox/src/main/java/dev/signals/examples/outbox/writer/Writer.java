package dev.signals.examples.outbox.writer;

import dev.signals.examples.blog.AddressFile;
import dev.signals.examples.blog.receivers.ProfileReceiver;
import dev.signals.examples.blog.receivers.SlugReceiver;
import dev.signals.examples.blog.receivers.TagCountReceiver;
import dev.signals.examples.blog.receivers.UpdatedAtReceiver;
import dev.signals.examples.blog.receivers.WordCountReceiver;
import dev.signals.examples.outbox.shared.ElsewhereIndex;
import dev.signals.examples.outbox.shared.SharedBlog;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.SessionFactory;

/** The process that writes. It does what is left of the plan and ends. */
public final class Writer {

    private static final int DESKS = 3;

    private final SessionFactory factory;
    private final Plan plan;

    private Writer(SessionFactory factory, Plan plan) {
        this.factory = factory;
        this.plan = plan;
    }

    /** Runs the process; the arguments are the URL of the database and the two numbers of the plan. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Plan plan = new Plan(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        try (SessionFactory factory = SharedBlog.open(arguments[0])) {
            SharedBlog.connectDurable(factory, new ElsewhereIndex());
            SharedBlog.connect(
                    factory,
                    new SlugReceiver(),
                    new WordCountReceiver(),
                    new ProfileReceiver(),
                    new UpdatedAtReceiver(Clock.systemUTC()),
                    new TagCountReceiver());
            new Writer(factory, plan).write();
        }
    }

    private void write() throws InterruptedException, ExecutionException {
        Queue<Deed> toDo = new ConcurrentLinkedQueue<>(plan.deeds(AddressFile.read()));
        Set<String> done = done();
        toDo.removeIf(deed -> done.contains(deed.name()));
        ExecutorService desks = Executors.newFixedThreadPool(DESKS);
        try {
            for (Future<Void> desk : desks.invokeAll(Collections.nCopies(DESKS, new Desk(factory, toDo)))) {
                desk.get();
            }
        } finally {
            desks.shutdown();
        }
    }

    private Set<String> done() {
        return factory.fromTransaction(
                session -> new HashSet<>(session.createSelectionQuery("select name from DoneDeed", String.class)
                        .getResultList()));
    }
}
