package dev.signals.examples.outbox;

import dev.signals.examples.outbox.indexer.SearchableIndex;
import dev.signals.examples.outbox.shared.ArticleText;
import java.util.List;

/** A search and what it has found. */
record Search(String words, List<String> titles) {

    static Search in(SearchableIndex index, String words) {
        return new Search(
                words, index.withPhrase(words).stream().map(ArticleText::title).toList());
    }
}
