package dev.signals.examples.outbox.indexer;

import dev.signals.examples.outbox.shared.ArticleIndex;
import dev.signals.examples.outbox.shared.ArticleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NativeFSLockFactory;

/**
 * An index in a directory. Each change is committed at once: a call that returned earlier would be done, and its document
 * lost with the process.
 *
 * <p>May be used by several threads, but by one process only: a lock of the operating system sees to that. It goes with the
 * process, so a file {@code write.lock} that was left behind is no obstacle.
 */
public final class LuceneIndex implements ArticleIndex, AutoCloseable {

    private final Directory directory;
    private final IndexWriter writer;

    private LuceneIndex(Directory directory, IndexWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    public static LuceneIndex open(Path path) {
        try {
            Directory directory = FSDirectory.open(path, NativeFSLockFactory.INSTANCE);
            return new LuceneIndex(
                    directory, new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer())));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the index in " + path, e);
        }
    }

    @Override
    public void put(ArticleText text) {
        try {
            // an update by key: removes what is there of the article
            writer.updateDocument(ArticleDocument.key(text.id()), ArticleDocument.of(text));
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot index article " + text.id(), e);
        }
    }

    @Override
    public void remove(long articleId) {
        try {
            writer.deleteDocuments(ArticleDocument.key(articleId));
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove article " + articleId + " from the index", e);
        }
    }

    @Override
    public void close() {
        try (directory;
                writer) {
            // both closed
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the index", e);
        }
    }
}
