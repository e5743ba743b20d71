package dev.signals.examples.outbox.shared;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.model.Tag;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the index has of an article. It is the same for a row and for a document, so the two can be compared. */
public record ArticleText(long id, String title, String body, SortedSet<String> tags) {

    /** Returns the text of an article whose session is open. */
    public static ArticleText of(Article article) {
        SortedSet<String> tags =
                article.getTags().stream().map(Tag::getName).collect(Collectors.toCollection(TreeSet::new));
        return new ArticleText(Objects.requireNonNull(article.getId()), article.getTitle(), article.getBody(), tags);
    }
}
