package dev.signals.examples.outbox;

import dev.signals.examples.outbox.indexer.CallJournal;
import dev.signals.examples.outbox.indexer.Indexer;
import dev.signals.examples.outbox.indexer.SearchableIndex;
import dev.signals.examples.outbox.shared.ArticleText;
import dev.signals.examples.outbox.shared.SharedBlog;
import dev.signals.examples.outbox.writer.Plan;
import dev.signals.examples.outbox.writer.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;

/** Lets both processes work until all is written and indexed, kills them meanwhile, and reports. */
final class CrashRun {

    private static final List<String> SEARCHES =
            List.of("the state of the union", "axis of evil", "war on poverty", "Monroe", "transcontinental railroad");
    private static final long TICK = 200;

    private final String url;
    private final Path directory;
    private final Path indexPath;
    private final CallJournal journal;
    private final SearchableIndex index;
    private final Progress progress;

    /**
     * Creates the run.
     *
     * @param url the URL of an empty database
     * @param directory an empty directory for the index, the journal and the logs
     */
    CrashRun(String url, Path directory, Progress progress) {
        this.url = url;
        this.directory = directory;
        this.progress = progress;
        indexPath = directory.resolve("index");
        journal = new CallJournal(journalPath());
        index = new SearchableIndex(indexPath);
    }

    private Path journalPath() {
        return directory.resolve("calls.txt");
    }

    /**
     * Runs both processes to the end.
     *
     * @param writerKills when the writer is killed, by the number of its deeds
     * @param indexerKills when the indexer is killed, by the number of calls
     * @throws IllegalStateException if a process fails, or if all takes longer than {@code limit}
     */
    Report run(Plan plan, KillSchedule writerKills, KillSchedule indexerKills, Duration limit)
            throws InterruptedException {
        try (SessionFactory factory = SharedBlog.create(url);
                ChildProcess indexer = ChildProcess.start(
                        "indexer", Indexer.class, directory.resolve("indexer.log"), url, indexPath, journalPath());
                ChildProcess writer = ChildProcess.start(
                        "writer", Writer.class, directory.resolve("writer.log"), url, plan.addresses(), plan.edits())) {
            BlogRows rows = new BlogRows(factory);
            long end = System.nanoTime() + limit.toNanos();
            while (!isDone(writer, indexer, rows)) {
                Figures now = figures(rows);
                progress.show(now);
                killIfDue(writer, writerKills, now.deeds());
                killIfDue(indexer, indexerKills, now.calls());
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Not done after " + limit.toSeconds() + " s: " + now);
                }
                Thread.sleep(TICK);
            }
            return report(rows, writer, indexer);
        }
    }

    /** The order matters: only a writer that has ended writes no more calls. */
    private static boolean isDone(ChildProcess writer, ChildProcess indexer, BlogRows rows) {
        return !indexer.hasEnded() && writer.hasEnded() && rows.pendingCalls() == 0;
    }

    private Figures figures(BlogRows rows) {
        return new Figures(rows.articleCount(), index.size(), rows.deeds(), rows.pendingCalls(), journal.calls());
    }

    private void killIfDue(ChildProcess process, KillSchedule schedule, int done) throws InterruptedException {
        if (schedule.isDue(done) && !process.hasEnded()) {
            process.killAndStartAgain();
            progress.say("       the " + process.name() + " is killed and started again");
        }
    }

    private Report report(BlogRows rows, ChildProcess writer, ChildProcess indexer) {
        List<ArticleText> articles = rows.articles();
        List<ArticleText> documents = index.all();
        List<String> differences = new ArrayList<>(Comparison.differences(articles, documents));
        differences.addAll(rows.wrongAnnouncements());
        return new Report(
                articles.size(),
                documents.size(),
                differences,
                rows.announcements(),
                writer.kills(),
                indexer.kills(),
                journal.calls(),
                journal.callsMadeAgain(),
                rows.deadCalls().size(),
                SEARCHES.stream().map(words -> Search.in(index, words)).toList());
    }
}
