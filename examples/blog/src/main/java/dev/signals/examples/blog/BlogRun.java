package dev.signals.examples.blog;

import dev.signals.examples.blog.Report.Summary;
import dev.signals.examples.blog.model.Article;
import java.time.Duration;
import java.util.List;

/** Everything the example does with an open blog: load, read, delete, report. */
final class BlogRun {

    private static final int TEASER_LENGTH = 40;

    private final Blog blog;
    private final Progress progress;

    BlogRun(Blog blog, Progress progress) {
        this.blog = blog;
        this.progress = progress;
    }

    Report run(List<Address> addresses) {
        Figures figures = new Figures(blog.sessionFactory());
        Duration loading = load(addresses);
        Summary summary = figures.summary();
        fillTeaserCache();
        List<String> timeline = new Walkthrough(blog).run();
        return new Report(
                figures.database(),
                loading,
                summary,
                figures.rows(),
                figures.tags(),
                blog.counter().counts(),
                blog.outbox().sent().size(),
                blog.teasers().evictions(),
                blog.covers().names().size(),
                timeline);
    }

    private Duration load(List<Address> addresses) {
        long started = System.nanoTime();
        new Loader(blog, progress).load(addresses);
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void fillTeaserCache() {
        blog.sessionFactory()
                .inTransaction(session -> session.createSelectionQuery("from Article", Article.class)
                        .getResultList()
                        .forEach(article -> blog.teasers().get(article.getId(), id -> teaser(article))));
    }

    private static String teaser(Article article) {
        String body = article.getBody();
        return body.substring(0, Math.min(body.length(), TEASER_LENGTH));
    }
}
