package dev.signals.it.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.Receivers;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.TransactionHooks;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.hibernate.event.TransactionPhase;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The order in which receiver methods are called, which the guide and the Javadoc of {@link Receiver} state. */
@OnEveryDatabase
class MethodOrderIT {

    private static final List<String> LOG = new ArrayList<>();

    private final Database database;

    MethodOrderIT(Database database) {
        this.database = database;
        LOG.clear();
    }

    @Entity(name = "Article")
    @Receivers(OfTheEntity.class)
    static class Article {
        @Id
        @GeneratedValue
        Long id;
    }

    static class OfTheEntity {
        @Receiver
        void zzz(PreSave<Article> event) {
            LOG.add("of the entity");
        }
    }

    static class Base {
        @Receiver
        void middle(PreSave<Article> event) {
            LOG.add("middle, inherited");
        }
    }

    static class OfTheSetting extends Base {
        @Receiver
        void trimTitle(PreSave<Article> event) {
            LOG.add("trimTitle");
        }

        @Receiver
        void checkTitle(PreSave<Article> event) {
            LOG.add("checkTitle");
        }

        @Receiver(order = -1)
        void urgent(PreSave<Article> event) {
            LOG.add("urgent");
        }

        @Receiver(order = 1)
        void after(PreSave<Article> event) {
            LOG.add("after");
        }
    }

    static class Ends {
        @Receiver(phase = TransactionPhase.AFTER_COMMIT)
        void saved(PostSave<Article> event) {
            LOG.add("post_save after the commit");
        }

        @Receiver
        void changed(Changed<Article> event) {
            LOG.add("changed");
        }
    }

    private TestFactory factory(Class<?>... receivers) {
        return TestFactory.of(database, Map.of(SignalSettings.RECEIVERS, receivers), Article.class);
    }

    @Test
    void methodsOfOneClassAreCalledByOrderAndThenByName() {
        try (TestFactory factory = factory(OfTheSetting.class)) {
            factory.inTransaction(session -> session.persist(new Article()));
        }

        assertThat(LOG)
                .containsExactly("urgent", "of the entity", "checkTitle", "middle, inherited", "trimTitle", "after");
    }

    @Test
    void theDescriptionListsThemInThatOrder() {
        try (TestFactory factory = factory(OfTheSetting.class)) {
            assertThat(Pattern.compile("\\$\\w+\\.(\\w+)  ")
                            .matcher(factory.signals().describe().toString())
                            .results()
                            .map(match -> match.group(1)))
                    .containsExactly("urgent", "zzz", "checkTitle", "middle", "trimTitle", "after");
        }
    }

    @Test
    void whatWaitsForThePhaseComesAsItWasHandedOver() {
        try (TestFactory factory = factory(Ends.class)) {
            factory.inTransaction(session -> {
                TransactionHooks.onCommit(session, () -> LOG.add("before the first write"));
                session.persist(new Article());
                session.flush();
                TransactionHooks.onCommit(session, () -> LOG.add("after the first write"));
                session.persist(new Article());
            });
        }

        assertThat(LOG)
                .containsExactly(
                        "of the entity",
                        "of the entity",
                        "before the first write",
                        "changed",
                        "changed",
                        "post_save after the commit",
                        "after the first write",
                        "post_save after the commit");
    }
}
