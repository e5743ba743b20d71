package dev.signals.examples.outbox.shared;

import static dev.signals.hibernate.ModelSignals.includingCollections;
import static dev.signals.outbox.Outbox.durable;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.receivers.BlogReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.Changed;
import java.util.Objects;

/**
 * Keeps the index in step with the articles. The call indexes the article as it is now, or removes its document if it is
 * gone, so a second call does no harm.
 *
 * <p>It is ordered, because otherwise two calls for one article could be made at the same time. The one that has read the
 * older text could then write it last.
 */
public final class IndexReceiver implements BlogReceiver {

    private final ArticleIndex index;

    public IndexReceiver(ArticleIndex index) {
        this.index = index;
    }

    @Override
    public void connect(FactorySignals signals) {
        signals.changed()
                .connect(
                        Article.class,
                        this::index,
                        includingCollections(),
                        durable("search-index").orderedPerEntity());
    }

    private void index(Changed<Article> change) {
        boolean exists = change.inNewTransaction((session, article) -> index.put(ArticleText.of(article)));
        if (!exists) {
            index.remove((Long) Objects.requireNonNull(change.id()));
        }
    }
}
