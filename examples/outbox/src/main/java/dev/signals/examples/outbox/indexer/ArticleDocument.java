package dev.signals.examples.outbox.indexer;

import dev.signals.examples.outbox.shared.ArticleText;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;

/** The form of an article in the index. */
final class ArticleDocument {

    static final String TITLE = "title";
    static final String BODY = "body";
    private static final String ID = "id";
    private static final String TAG = "tag";

    private ArticleDocument() {}

    /** Returns what finds the document of an article. */
    static Term key(long articleId) {
        return new Term(ID, String.valueOf(articleId));
    }

    static Document of(ArticleText text) {
        Document document = new Document();
        document.add(new StringField(ID, String.valueOf(text.id()), Field.Store.YES));
        document.add(new TextField(TITLE, text.title(), Field.Store.YES));
        document.add(new TextField(BODY, text.body(), Field.Store.YES));
        text.tags().forEach(tag -> document.add(new StringField(TAG, tag, Field.Store.YES)));
        return document;
    }

    static ArticleText read(Document document) {
        return new ArticleText(
                Long.parseLong(document.get(ID)),
                document.get(TITLE),
                document.get(BODY),
                new TreeSet<>(List.of(document.getValues(TAG))));
    }
}
