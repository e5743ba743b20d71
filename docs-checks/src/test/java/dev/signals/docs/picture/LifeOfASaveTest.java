package dev.signals.docs.picture;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.SignalTimeline;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Saves an article and draws what has happened. With the environment variable {@code WRITE_DOCS} it writes the picture
 * of the README, otherwise it compares.
 */
class LifeOfASaveTest {

    private static final Path PICTURE = Path.of("..", "docs", "images", "life-of-a-save.svg");
    private static final String PERSIST = "persist(article)";
    private static final String COMMIT = "commit()";

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @Nullable
        String title;
    }

    @Test
    void thePictureIsThatOfARealTimeline() throws IOException {
        List<String> timeline = timelineOfASave();

        List<Step> steps = Step.of(timeline, List.of(PERSIST, COMMIT));

        assertThat(steps)
                .as("%s", timeline)
                .extracting(Step::text)
                .containsExactly(
                        PERSIST, "PRE_SAVE", COMMIT, "flush: INSERT", "POST_SAVE", "COMMIT", "POST_SAVE, after commit");
        String picture = TimelinePicture.of(steps);
        if (System.getenv("WRITE_DOCS") != null) {
            Files.writeString(PICTURE, picture);
        }
        assertThat(PICTURE).hasContent(picture);
    }

    private static List<String> timelineOfASave() {
        try (var factory = new PersistenceConfiguration("life-of-a-save")
                .managedClass(Article.class)
                .property(SignalSettings.TIMELINE, true)
                .property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:life-of-a-save")
                .property("jakarta.persistence.schema-generation.database.action", "create")
                .createEntityManagerFactory()) {
            FactorySignals signals = ModelSignals.of(factory);
            signals.preSave().connect(Article.class, event -> event.instance().title = "seen");
            signals.postSave().connect(Article.class, event -> {});
            signals.postSave().connect(Article.class, event -> {}, afterCommit());
            try (SignalTimeline timeline = signals.timeline()) {
                factory.runInTransaction(entityManager -> {
                    timeline.mark(PERSIST);
                    entityManager.persist(new Article());
                    timeline.mark(COMMIT);
                });
                return timeline.lines();
            }
        }
    }
}
