package dev.signals.examples.blog.receivers;

import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.services.TeaserCache;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ModelEvent;

/** Evicts the teaser of an article that was changed or deleted; before the commit others could put the old one back. */
public final class CacheReceiver implements BlogReceiver {

    private final TeaserCache teasers;

    public CacheReceiver(TeaserCache teasers) {
        this.teasers = teasers;
    }

    @Override
    public void connect(FactorySignals signals) {
        signals.postSave().connect(Article.class, this::evict, afterCommit());
        signals.postDelete().connect(Article.class, this::evict, afterCommit());
    }

    private void evict(ModelEvent<Article> event) {
        teasers.evict(event.id());
    }
}
