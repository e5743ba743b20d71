package dev.signals.quarkus.it;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostInit;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** A class without a scope, which is a bean because of its methods. Nobody injects it. */
public class ArticleReceivers {

    @Inject
    Log log;

    @Inject
    EntityManager manager;

    @Receiver
    private void trim(PreSave<Article> event) {
        event.instance().title = event.instance().title.strip();
    }

    @Receiver
    void saved(PostSave<Article> event) {
        log.add("saved " + event.instance().title + (event.created() ? ", one of " + count() : ""));
    }

    @Receiver(createdOnly = true)
    void read(PostSave<Article> event) {
        log.add("reader " + event.context().get("reader"));
    }

    @Receiver
    void deleted(PostDelete<Article> event) {
        log.add("deleted " + event.instance().title);
    }

    @Receiver
    void loaded(PostInit<Article> event) {
        log.add("loaded " + event.instance().title);
    }

    private long count() {
        return manager.createQuery("select count(*) from Article", Long.class).getSingleResult();
    }
}
