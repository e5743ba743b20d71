package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.TransactionPhase;

class Versions {
    @Receiver(phase = TransactionPhase.BEFORE_COMMIT)
    void keep(Changed<Article> event) {
        ArticleVersion version = new ArticleVersion();
        version.articleId = (Long) event.id();
        version.title = (String) event.state().get("title");
        version.body = (String) event.state().get("body");
        version.deleted = event.kind() == ChangeKind.DELETED;
        event.session().persist(version);
    }
}
