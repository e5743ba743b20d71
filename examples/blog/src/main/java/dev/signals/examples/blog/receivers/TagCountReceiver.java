package dev.signals.examples.blog.receivers;

import dev.signals.examples.blog.model.Article;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ModelEvent;

/** Keeps the number of articles of every tag right when an article comes, changes or goes. */
public final class TagCountReceiver implements BlogReceiver {

    @Override
    public void connect(FactorySignals signals) {
        signals.postSave().connect(Article.class, this::recount);
        signals.postDelete().connect(Article.class, this::recount);
    }

    // Counts what is there instead of adding and subtracting one: a counter that is recomputed cannot drift, whatever
    // was missed before, and a receiver need not know which tags an article has lost.
    private void recount(ModelEvent<Article> event) {
        event.session()
                .createMutationQuery("update Tag set articleCount = size(articles)")
                .executeUpdate();
    }
}
