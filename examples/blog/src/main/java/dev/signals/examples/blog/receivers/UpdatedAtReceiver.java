package dev.signals.examples.blog.receivers;

import dev.signals.examples.blog.model.Article;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PostSave;
import java.time.Clock;

/** Notes when an article was saved, by an HQL update: it sends no signal, so this receiver does not call itself. */
public final class UpdatedAtReceiver implements BlogReceiver {

    private final Clock clock;

    public UpdatedAtReceiver(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void connect(FactorySignals signals) {
        signals.postSave().connect(Article.class, this::setUpdatedAt);
    }

    private void setUpdatedAt(PostSave<Article> event) {
        event.session()
                .createMutationQuery("update Article set updatedAt = :now where id = :id")
                .setParameter("now", clock.instant())
                .setParameter("id", event.id())
                .executeUpdate();
    }
}
