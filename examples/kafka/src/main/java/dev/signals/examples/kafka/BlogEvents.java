package dev.signals.examples.kafka;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Comment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the blog publishes. This is all that an application writes itself. */
final class BlogEvents {

    static final List<PublishedEntity<?>> ALL = List.of(
            new PublishedEntity<>(Article.class, Article::getId, ArticleEvent::of),
            new PublishedEntity<>(Author.class, Author::getId, author -> new AuthorEvent(author.getName())),
            new PublishedEntity<>(Comment.class, Comment::getId, comment -> new CommentEvent(comment.getText())));

    private BlogEvents() {}

    /** What others get to know of an article: not the text, which is long. */
    record ArticleEvent(String title, @Nullable String slug, int wordCount, int publishedYear) {

        static ArticleEvent of(Article article) {
            return new ArticleEvent(
                    article.getTitle(), article.getSlug(), article.getWordCount(), article.getPublishedYear());
        }
    }

    record AuthorEvent(String name) {}

    record CommentEvent(String text) {}
}
