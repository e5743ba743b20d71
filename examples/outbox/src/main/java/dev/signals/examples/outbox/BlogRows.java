package dev.signals.examples.outbox;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.outbox.shared.ArticleText;
import dev.signals.outbox.Outbox;
import dev.signals.outbox.call.DeadCall;
import dev.signals.outbox.call.PendingCalls;
import java.util.List;
import org.hibernate.SessionFactory;

/** Asks the database for articles, announcements and calls. */
final class BlogRows {

    private final SessionFactory factory;

    BlogRows(SessionFactory factory) {
        this.factory = factory;
    }

    List<ArticleText> articles() {
        return factory.fromTransaction(session -> session.createSelectionQuery(
                        "from Article a left join fetch a.tags order by a.id", Article.class)
                .getResultStream()
                .map(ArticleText::of)
                .toList());
    }

    int articleCount() {
        return number("select count(*) from Article");
    }

    int deeds() {
        return number("select count(*) from DoneDeed");
    }

    int announcements() {
        return number("select count(*) from Announcement");
    }

    /** Returns the articles that are announced more than once, and those that are there and were never announced. */
    List<String> wrongAnnouncements() {
        return factory.fromTransaction(
                session -> session.createSelectionQuery("""
                        select 'article ' || cast(n.articleId as String) || ' is announced more than once' from Announcement n
                            group by n.articleId having count(*) > 1
                        union all
                        select 'article ' || cast(a.id as String) || ' is not announced' from Article a
                            where not exists (select 1 from Announcement n where n.articleId = a.id)
                        """, String.class).getResultList());
    }

    int pendingCalls() {
        return (int) Outbox.of(factory).pending().stream()
                .mapToLong(PendingCalls::count)
                .sum();
    }

    List<DeadCall> deadCalls() {
        return Outbox.of(factory).dead();
    }

    private int number(String query) {
        return factory.fromTransaction(session -> session.createSelectionQuery(query, Long.class)
                .getSingleResult()
                .intValue());
    }
}
