package dev.signals.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PanacheTest {

    @Inject
    Log log;

    private Long id = 0L;

    @BeforeEach
    void write() {
        id = QuarkusTransaction.requiringNew().call(() -> {
            Article article = Article.of("Tea");
            article.persistAndFlush();
            return article.id;
        });
        log.clear();
    }

    @Test
    void anAssignedFieldIsASave() {
        QuarkusTransaction.requiringNew().run(() -> Article.<Article>findById(id).title = " Milk ");

        assertThat(log.lines()).containsExactly("loaded Tea", "saved Milk");
        assertThat(QuarkusTransaction.requiringNew().call(() -> Article.<Article>findById(id).title))
                .isEqualTo("Milk");
    }

    @Test
    void deleteOfAnEntityIsADelete() {
        QuarkusTransaction.requiringNew().run(() -> Article.findById(id).delete());

        assertThat(log.lines()).containsExactly("loaded Tea", "deleted Tea");
    }

    @Test
    void deleteByIdIsADelete() {
        QuarkusTransaction.requiringNew().run(() -> Article.deleteById(id));

        assertThat(log.lines()).containsExactly("loaded Tea", "deleted Tea");
    }

    @Test
    void deleteByQueryIsABulkStatement() {
        QuarkusTransaction.requiringNew().run(() -> Article.delete("id", id));

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void updateByQueryIsABulkStatement() {
        QuarkusTransaction.requiringNew().run(() -> Article.update("views = 7 where id = ?1", id));

        assertThat(log.lines()).containsExactly("updated 1 rows");
    }
}
