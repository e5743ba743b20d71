package dev.signals.examples.outbox.indexer;

import dev.signals.examples.outbox.shared.ArticleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/** Reads the index from disk, as any process may do while another one writes it. */
public final class SearchableIndex {

    private final Path path;

    public SearchableIndex(Path path) {
        this.path = path;
    }

    /** Returns how many documents there are. */
    public int size() {
        return read(DirectoryReader::numDocs, 0);
    }

    /** Returns all documents. */
    public List<ArticleText> all() {
        return find(new MatchAllDocsQuery());
    }

    /** Returns the articles with these words side by side in their text, the best first. */
    public List<ArticleText> withPhrase(String words) {
        return find(new QueryBuilder(new StandardAnalyzer()).createPhraseQuery(ArticleDocument.BODY, words));
    }

    private List<ArticleText> find(Query query) {
        return read(
                reader -> {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    List<ArticleText> found = new ArrayList<>();
                    for (ScoreDoc hit : searcher.search(query, Math.max(1, reader.maxDoc())).scoreDocs) {
                        found.add(ArticleDocument.read(searcher.storedFields().document(hit.doc)));
                    }
                    return found;
                },
                List.of());
    }

    private <R> R read(Reading<R> reading, R ifThereIsNone) {
        try (Directory directory = FSDirectory.open(path)) {
            if (!DirectoryReader.indexExists(directory)) {
                return ifThereIsNone;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                return reading.read(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the index in " + path, e);
        }
    }

    private interface Reading<R> {

        R read(DirectoryReader reader) throws IOException;
    }
}
