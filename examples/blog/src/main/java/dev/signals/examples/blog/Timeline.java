package dev.signals.examples.blog;

import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.Connection;
import dev.signals.examples.blog.model.Article;
import dev.signals.hibernate.ModelEvent;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.PostDelete;
import dev.signals.hibernate.PostSave;
import dev.signals.hibernate.PreDelete;
import dev.signals.hibernate.PreSave;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down, in order, what the application does and which signals that sends, until it is closed. */
final class Timeline implements AutoCloseable {

    private final List<String> lines = new ArrayList<>();
    private final List<Connection> connections;

    Timeline(ModelSignals signals) {
        connections = List.of(
                signals.preSave().connect(this::preSave),
                signals.postSave().connect(this::postSave),
                signals.preDelete().connect(this::preDelete),
                signals.postDelete().connect(this::postDelete),
                signals.postSave().connect(Article.class, this::afterSave, afterCommit()),
                signals.postDelete().connect(Article.class, this::afterDelete, afterCommit()));
    }

    /** Notes what the application does next; the signals that follow come from it. */
    void mark(String action) {
        lines.add(action);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        connections.forEach(Connection::close);
    }

    private void preSave(PreSave<?> event) {
        add("pre_save", event, event.isNew() ? "new" : "changed");
    }

    private void postSave(PostSave<?> event) {
        add("post_save", event, event.created() ? "created" : "updated");
    }

    private void preDelete(PreDelete<?> event) {
        add("pre_delete", event, event.cause().name().toLowerCase(Locale.ROOT));
    }

    private void postDelete(PostDelete<?> event) {
        add("post_delete", event, event.cause().name().toLowerCase(Locale.ROOT));
    }

    private void afterSave(PostSave<Article> event) {
        add("after commit", event, event.created() ? "created" : "updated");
    }

    private void afterDelete(PostDelete<Article> event) {
        add("after commit", event, "deleted");
    }

    private void add(String signal, ModelEvent<?> event, String detail) {
        lines.add(String.format(Locale.ROOT, "  %-12s  %s: %s", signal, event.instance(), detail));
    }
}
