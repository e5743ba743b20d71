package dev.signals.examples.outbox.shared;

import static dev.signals.hibernate.ModelSignals.createdOnly;
import static dev.signals.outbox.Outbox.durable;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.receivers.BlogReceiver;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PostSave;
import dev.signals.outbox.Outbox;
import java.util.Objects;

/**
 * Announces each new article. A second announcement would be one too many, and the row is in the same database, so {@code
 * once} does the work exactly once. The order does not matter.
 */
public final class AnnouncementReceiver implements BlogReceiver {

    @Override
    public void connect(FactorySignals signals) {
        signals.postSave().connect(Article.class, this::announce, createdOnly(), durable("announcements"));
    }

    private void announce(PostSave<Article> event) {
        Announcement announcement = new Announcement(
                (Long) Objects.requireNonNull(event.id()),
                "New: " + event.state().get("title"));
        Outbox.call(event).once(session -> session.persist(announcement));
    }
}
