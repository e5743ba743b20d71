package dev.signals.examples.blog.receivers;

import static dev.signals.Options.filter;
import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.services.Notification;
import dev.signals.examples.blog.services.Outbox;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PostSave;

/** Tells the subscribers of every new article, once it is there for them to read. */
public final class NotificationReceiver implements BlogReceiver {

    private final Outbox outbox;

    public NotificationReceiver(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void connect(FactorySignals signals) {
        signals.postSave().connect(Article.class, this::send, filter(PostSave::created), afterCommit());
    }

    private void send(PostSave<Article> event) {
        outbox.send(new Notification("New article: " + event.instance().getTitle()));
    }
}
