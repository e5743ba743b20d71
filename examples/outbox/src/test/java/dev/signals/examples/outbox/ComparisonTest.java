package dev.signals.examples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.outbox.shared.ArticleText;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final ArticleText ARTICLE = text(1, "Whales", "They sing.", "sea");

    @Test
    void equalTextsInAnyOrderAreNoDifference() {
        ArticleText other = text(2, "Bread", "It rises.");

        assertThat(differences(List.of(ARTICLE, other), List.of(other, ARTICLE)))
                .isEmpty();
    }

    @Test
    void anArticleWithoutADocumentIsADifference() {
        assertThat(differences(List.of(ARTICLE), List.of())).containsExactly("article 1 has 0 documents");
    }

    @Test
    void anArticleWithTwoDocumentsIsADifference() {
        assertThat(differences(List.of(ARTICLE), List.of(ARTICLE, ARTICLE)))
                .containsExactly("article 1 has 2 documents");
    }

    @Test
    void aDocumentWithoutAnArticleIsADifference() {
        assertThat(differences(List.of(), List.of(ARTICLE))).containsExactly("article 1 has a document and no row");
    }

    @Test
    void anotherTitleIsADifference() {
        assertThat(differences(List.of(ARTICLE), List.of(text(1, "Wales", "They sing.", "sea"))))
                .containsExactly("article 1 has another title in the index: \"Wales\", not \"Whales\"");
    }

    @Test
    void anotherBodyIsADifference() {
        assertThat(differences(List.of(ARTICLE), List.of(text(1, "Whales", "They hum.", "sea"))))
                .containsExactly("article 1 has another body in the index");
    }

    @Test
    void otherTagsAreADifference() {
        assertThat(differences(List.of(ARTICLE), List.of(text(1, "Whales", "They sing.", "sea", "song"))))
                .containsExactly("article 1 has other tags in the index: [sea, song], not [sea]");
    }

    private static List<String> differences(List<ArticleText> rows, List<ArticleText> documents) {
        return Comparison.differences(rows, documents);
    }

    private static ArticleText text(long id, String title, String body, String... tags) {
        return new ArticleText(id, title, body, new TreeSet<>(List.of(tags)));
    }
}
