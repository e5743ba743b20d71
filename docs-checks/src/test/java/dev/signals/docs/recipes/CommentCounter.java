package dev.signals.docs.recipes;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostDelete;
import dev.signals.hibernate.event.PostSave;

class CommentCounter {
    @Receiver(createdOnly = true)
    void added(PostSave<Comment> event) {
        QuietUpdate.of(event.session(), event.instance().article)
                .increment("comments", 1)
                .execute();
    }

    @Receiver
    void removed(PostDelete<Comment> event) {
        Object articleId = event.deletedState().get("article");
        QuietUpdate.of(event.session(), Article.class, articleId)
                .increment("comments", -1)
                .execute();
    }
}
