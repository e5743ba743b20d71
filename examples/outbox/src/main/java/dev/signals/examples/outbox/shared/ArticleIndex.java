package dev.signals.examples.outbox.shared;

/** An index of articles. Both methods may be called again with the same article, which changes nothing more. */
public interface ArticleIndex {

    /** Makes the text the only document of its article. It is safe on disk when the method returns. */
    void put(ArticleText text);

    /** Removes the document of an article, if there is one. It is gone from disk when the method returns. */
    void remove(long articleId);
}
