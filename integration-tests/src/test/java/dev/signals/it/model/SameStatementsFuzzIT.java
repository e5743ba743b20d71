package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Comment;
import dev.signals.it.model.Zoo.Cover;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random work, twice: with the library switched off and with receivers of all signals. The statements are the same, and what
 * is announced agrees with them. A failure names its seed and the steps that were taken.
 */
@OnEveryDatabase
class SameStatementsFuzzIT {

    private static final int TRANSACTIONS = 4;
    private static final int STEPS_EACH = 10;

    private static final List<Class<?>> COUNTED =
            List.of(Article.class, Comment.class, Cover.class, Author.class, Tag.class, Line.class);

    private static final List<Step> STEPS = List.of(
            new Step("persist", (session, article, random) -> session.persist(graph(random))),
            new Step("persist and set", (session, article, random) -> {
                Article made = graph(random);
                session.persist(made);
                made.title = "set";
            }),
            new Step("persist a line", (session, article, random) -> session.persist(new Line("l"))),
            new Step("set the title", (session, article, random) -> article.title = "t" + random.nextInt()),
            new Step("new author", (session, article, random) -> article.author = new Author("a")),
            new Step("new cover", (session, article, random) -> article.cover = new Cover()),
            new Step("no cover", (session, article, random) -> article.cover = null),
            new Step("new comment", (session, article, random) -> article.comment("c")),
            new Step(
                    "set a comment",
                    (session, article, random) -> article.comments.stream()
                            .findFirst()
                            .ifPresent(comment -> comment.text = "c" + random.nextInt())),
            new Step("drop a comment", (session, article, random) -> dropFirst(article.comments)),
            new Step("remove", (session, article, random) -> session.remove(article)),
            new Step("new label", (session, article, random) -> article.labels.add("l")),
            new Step("new tag", (session, article, random) -> {
                Tag tag = new Tag();
                session.persist(tag);
                article.tags.add(tag);
            }),
            new Step("drop a tag", (session, article, random) -> dropFirst(article.tags)),
            new Step("flush", (session, article, random) -> session.flush()),
            new Step("flush and clear", (session, article, random) -> {
                session.flush();
                session.clear();
            }));

    private static final Step QUERY = new Step("query", (session, article, random) -> {
        List<Class<?>> tables = List.of(Article.class, Comment.class, Cover.class, Author.class, Tag.class, Note.class);
        session.createSelectionQuery(
                        "select count(*) from "
                                + tables.get(random.nextInt(tables.size())).getSimpleName(),
                        Long.class)
                .getSingleResult();
    });

    private record Step(String name, Work work) {}

    private interface Work {
        void on(Session session, Article article, Random random);
    }

    /** What one run did; {@code end} is empty, or the exception that ended it. */
    private record Run(
            List<String> statements, List<String> events, List<String> unannounced, List<String> steps, String end) {

        long statements(String verb, Class<?> entity) {
            return Collections.frequency(
                    statements, verb + " " + entity.getSimpleName().toLowerCase(Locale.ROOT));
        }

        long events(String event, Class<?> entity, String suffix) {
            return Collections.frequency(events, event + " " + entity.getSimpleName() + suffix);
        }
    }

    private final Database database;

    SameStatementsFuzzIT(Database database) {
        this.database = database;
    }

    @Test
    void stepsWithoutQueries() {
        seeds().forEach(seed -> compare(seed, STEPS));
    }

    @Test
    void stepsWithQueriesBetweenThem() {
        List<Step> steps = new ArrayList<>(STEPS);
        steps.addAll(Collections.nCopies(3, QUERY));

        seeds().forEach(seed -> compare(1_000 + seed, steps));
    }

    /** A database of PostgreSQL takes long to make, hence fewer. */
    private LongStream seeds() {
        return LongStream.rangeClosed(1, database == Database.H2 ? 20 : 5);
    }

    private void compare(long seed, List<Step> steps) {
        Run without = run(seed, steps, Map.of(SignalSettings.ENABLED, "false"));
        Run with = run(seed, steps, Map.of());
        String description = "seed " + seed + ": " + with.steps();

        assertThat(with.statements()).as(description).isEqualTo(without.statements());
        assertThat(with.end()).as(description).isEqualTo(without.end());
        assertThat(with.unannounced()).as(description).isEmpty();
        if (with.end().isEmpty()) {
            for (Class<?> entity : COUNTED) {
                assertThat(with.events("post_save", entity, " created"))
                        .as(description + ", created " + entity.getSimpleName())
                        .isEqualTo(with.statements("insert", entity));
                assertThat(with.events("post_delete", entity, ""))
                        .as(description + ", deleted " + entity.getSimpleName())
                        .isEqualTo(with.statements("delete", entity));
                assertThat(with.events("post_save", entity, ""))
                        .as(description + ", changed " + entity.getSimpleName())
                        .isLessThanOrEqualTo(with.statements("update", entity));
            }
        }
    }

    private Run run(long seed, List<Step> steps, Map<String, ?> settings) {
        try (TestFactory factory = TestFactory.of(database, settings, Zoo.entities())) {
            List<String> unannounced = new ArrayList<>();
            EventLog log = new EventLog();
            if (settings.isEmpty()) {
                log = EventLog.of(factory.signals());
                recordUnannounced(factory.signals(), unannounced);
            }
            List<String> taken = new ArrayList<>();
            String end = "";
            try {
                work(factory, new Random(seed), steps, taken);
            } catch (RuntimeException e) {
                end = e.getClass().getName();
            }
            return new Run(factory.statements().all(), log.lines(), unannounced, taken, end);
        }
    }

    /** What was announced as saved or deleted more often than as about to be. */
    private static void recordUnannounced(FactorySignals signals, List<String> unannounced) {
        Map<Object, Integer> saves = new IdentityHashMap<>();
        Map<Object, Integer> deletions = new IdentityHashMap<>();
        signals.preSave().connect(event -> saves.merge(event.instance(), 1, Integer::sum));
        signals.preDelete().connect(event -> deletions.merge(event.instance(), 1, Integer::sum));
        signals.postSave().connect(event -> {
            if (saves.merge(event.instance(), -1, Integer::sum) < 0) {
                unannounced.add(event.toString());
            }
        });
        signals.postDelete().connect(event -> {
            if (deletions.merge(event.instance(), -1, Integer::sum) < 0) {
                unannounced.add(event.toString());
            }
        });
    }

    private static void work(TestFactory factory, Random random, List<Step> steps, List<String> taken) {
        for (int i = 0; i < TRANSACTIONS; i++) {
            factory.inTransaction(session -> {
                for (int j = 0; j < STEPS_EACH; j++) {
                    Article article = anyArticle(session, random);
                    Step step = article == null ? STEPS.get(0) : steps.get(random.nextInt(steps.size()));
                    taken.add(step.name());
                    step.work().on(session, article, random);
                }
            });
        }
    }

    /** Found by identifier, since a query would flush. */
    private static @Nullable Article anyArticle(Session session, Random random) {
        List<Article> articles = LongStream.rangeClosed(1, 7)
                .mapToObj(id -> session.find(Article.class, id))
                .filter(Objects::nonNull)
                .toList();
        return articles.isEmpty() ? null : articles.get(random.nextInt(articles.size()));
    }

    private static Article graph(Random random) {
        Article article = new Article("new");
        if (random.nextBoolean()) {
            article.comment("c");
        }
        if (random.nextBoolean()) {
            article.cover = new Cover();
        }
        if (random.nextBoolean()) {
            article.author = new Author("a");
        }
        return article;
    }

    private static void dropFirst(List<?> list) {
        if (!list.isEmpty()) {
            list.remove(0);
        }
    }
}
