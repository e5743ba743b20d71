package dev.signals.it.quiet;

import static dev.signals.it.quiet.Reports.report;
import static dev.signals.it.quiet.Reports.summary;
import static dev.signals.it.support.TestedHibernate.assumeFrom72;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.quiet.Reports.Around;
import dev.signals.it.quiet.Reports.Author;
import dev.signals.it.quiet.Reports.Club;
import dev.signals.it.quiet.Reports.Imprint;
import dev.signals.it.quiet.Reports.Leaflet;
import dev.signals.it.quiet.Reports.Poster;
import dev.signals.it.quiet.Reports.Report;
import dev.signals.it.quiet.Reports.Review;
import dev.signals.it.quiet.Reports.Shop;
import dev.signals.it.quiet.Reports.Typed;
import dev.signals.it.support.ErrorsPage;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quiet updates of embeddables that are stored in one column: as JSON, as XML, as a type of the database. */
@OnEveryDatabase
class QuietAggregatesIT {

    private final Database database;
    private TestFactory factory;

    QuietAggregatesIT(Database database) {
        this.database = database;
    }

    private void persist(Object entity) {
        if (factory == null) {
            factory = TestFactory.of(database, Report.class);
        }
        factory.inTransaction(session -> session.persist(entity));
    }

    @AfterEach
    void close() {
        if (factory != null) {
            factory.close();
        }
    }

    /** What the row holds afterwards, which is what the instance holds, and what no flush writes again. */
    private <T> String after(Class<T> type, Function<T, Object> value, Consumer<QuietUpdate<T>> update) {
        String[] held = new String[1];
        factory.inTransaction(session -> {
            T instance = session.find(type, 0L);
            QuietUpdate<T> quiet = QuietUpdate.of(session, instance);
            update.accept(quiet);
            assertThat(quiet.execute()).isEqualTo(1);
            held[0] = String.valueOf(value.apply(instance));
            factory.statements().clear();
            session.flush();
            assertThat(factory.statements().all()).isEmpty();
        });
        String row = factory.fromTransaction(session -> String.valueOf(value.apply(session.find(type, 0L))));
        assertThat(held[0]).isEqualTo(row);
        return row;
    }

    private String after(Consumer<QuietUpdate<Report>> update) {
        return after(Report.class, report -> report.summary, update);
    }

    private void assertRefused(String path, Object value, String reason) {
        factory.inTransaction(session -> assertThatThrownBy(() ->
                        QuietUpdate.of(session, session.find(Report.class, 0L)).set(path, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot set \"" + path + "\" of " + Report.class.getName() + ": " + reason)
                .hasMessageContaining("; the attributes that can be set are ")
                .hasMessageContaining("summary.author.age, summary.author.name")
                .hasMessageNotContaining("note, "));
    }

    @Test
    void theWholeIsRefusedAndTheRowIsAsItWas() {
        persist(report());
        String whole = "it is an embeddable that is stored in one column";
        String inner = "it is an embeddable in \"summary\", which is stored in one column";

        assertRefused("summary", summary(), whole);
        assertRefused("summary", null, whole);
        assertRefused("summary.imprint", new Imprint(), inner);
        assertRefused("summary.author", new Author(), inner);
        assertRefused("summary.author", null, inner);
        assertThat(factory.<String>fromTransaction(
                        session -> session.find(Report.class, 0L).summary.toString()))
                .isEqualTo("old, 1, Rome 1999, Ada 36");
    }

    @Test
    void theMessageIsListed() throws IOException {
        factory = TestFactory.of(database, Review.class);
        Throwable thrown = factory.fromTransaction(session ->
                catchThrowable(() -> QuietUpdate.of(session, Review.class, 0L).set("imprint", new Imprint())));

        ErrorsPage.assertListed(Reports.class, "quiet-update-of-a-whole-embeddable", thrown.getMessage());
    }

    @Test
    void aPartIsWrittenAndTheOthersStay() {
        persist(report());

        assertThat(after(quiet -> quiet.set("summary.title", "new"))).isEqualTo("new, 1, Rome 1999, Ada 36");
        assertThat(after(quiet -> quiet.set("summary.title", null))).isEqualTo("null, 1, Rome 1999, Ada 36");
        assertThat(after(quiet -> quiet.set("summary.imprint.city", "Oslo"))).isEqualTo("null, 1, Oslo 1999, Ada 36");
        assertThat(after(quiet -> quiet.set("summary.author.name", "Bob"))).isEqualTo("null, 1, Oslo 1999, Bob 36");
        assertThat(after(quiet -> quiet.set("summary.author.name", "Cy")
                        .set("summary.pages", 2)
                        .set("summary.imprint.year", 2000)))
                .isEqualTo("null, 2, Oslo 2000, Cy 36");
    }

    @Test
    void aPartOfWhatIsNullIsWritten() {
        Report report = report();
        report.summary = null;
        persist(report);

        assertThat(after(quiet -> quiet.set("summary.title", "new"))).isEqualTo("new, null, null, null");
        assertThat(after(quiet -> quiet.set("summary.author.age", 7))).isEqualTo("new, null, null, null 7");
        assertThat(after(quiet -> quiet.increment("summary.pages", 3))).isEqualTo("new, 3, null, null 7");
    }

    @Test
    void numbersAreIncremented() {
        persist(report());

        assertThat(after(quiet -> quiet.increment("summary.pages", 2).increment("summary.author.age", -1)))
                .isEqualTo("old, 3, Rome 1999, Ada 35");
    }

    @Test
    void whatIsSetBesidesIsWrittenTooInWhateverOrder() {
        persist(report());
        Function<Report, Object> all =
                report -> report.slug + " " + report.views + " " + report.summary + " " + report.version;

        assertThat(after(
                        Report.class,
                        all,
                        quiet -> quiet.set("summary.title", "new")
                                .set("slug", "a")
                                .increment("views", 1)))
                .isEqualTo("a 1 new, 1, Rome 1999, Ada 36 0");
        assertThat(after(
                        Report.class,
                        all,
                        quiet -> quiet.set("summary.title", "newer")
                                .set("slug", "b")
                                .set("summary.pages", 2)
                                .increment("views", 1)
                                .withVersionCheck()))
                .isEqualTo("b 2 newer, 2, Rome 1999, Ada 36 1");
        assertThat(after(Report.class, all, quiet -> quiet.set("slug", "c").set("summary.author.name", "Bob")))
                .isEqualTo("c 2 newer, 2, Rome 1999, Bob 36 1");
    }

    @Test
    void theVersionIsChecked() {
        persist(report());
        factory.inTransaction(session -> {
            Report report = session.find(Report.class, 0L);
            session.createMutationQuery("update versioned Report set slug = 'x'")
                    .executeUpdate();

            assertThatThrownBy(() -> QuietUpdate.of(session, report)
                            .set("summary.title", "new")
                            .withVersionCheck()
                            .execute())
                    .isInstanceOf(OptimisticLockException.class);
            session.getTransaction().markRollbackOnly();
        });
    }

    @Test
    void soItIsForManyRows() {
        persist(report());
        factory.inTransaction(session -> assertThat(QuietUpdate.of(session, Report.class)
                        .where("summary.pages = :p", Map.of("p", 1))
                        .set("summary.pages", 5)
                        .set("slug", "many")
                        .execute())
                .isEqualTo(1));

        factory.inTransaction(session -> {
            Report report = session.find(Report.class, 0L);
            assertThat(report.summary).hasToString("old, 5, Rome 1999, Ada 36");
            assertThat(report.slug).isEqualTo("many");
        });
    }

    @Test
    void ofADetachedInstanceTheInstanceAndTheRowAreWritten() {
        Report report = report();
        persist(report);
        factory.inTransaction(session ->
                QuietUpdate.of(session, report).set("summary.title", "new").execute());

        assertThat(report.summary).hasToString("new, 1, Rome 1999, Ada 36");
        assertThat(factory.<String>fromTransaction(
                        session -> session.find(Report.class, 0L).summary.toString()))
                .isEqualTo("new, 1, Rome 1999, Ada 36");
    }

    @Test
    void twoOfThemTakeTwoUpdates() {
        persist(report());
        factory.inTransaction(session -> {
            QuietUpdate<Report> quiet = QuietUpdate.of(session, session.find(Report.class, 0L))
                    .set("summary.title", "new")
                    .set("slug", "a");

            assertThatThrownBy(() -> quiet.set("note.text", "n"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot set \"note.text\" of " + Report.class.getName()
                            + ": \"summary.title\" is set already, and HQL writes only one embeddable at a time that is"
                            + " stored in one column; use a QuietUpdate for each");
        });
        assertThat(after(Report.class, report -> report.note.text, quiet -> quiet.set("note.text", "n")))
                .isEqualTo("n");
    }

    @Test
    void anArrayOfThemIsOneValue() {
        assumeFrom72("read no such array");
        factory = TestFactory.of(database, Club.class);
        persist(new Club());
        List<Author> members = List.of(new Author("A", 1), new Author("B", 2));

        assertThat(after(Club.class, club -> club.members, quiet -> quiet.set("members", members)))
                .isEqualTo("[A 1, B 2]");
        assertThat(after(Club.class, club -> club.members, quiet -> quiet.set("members", null)))
                .isEqualTo("null");
    }

    @Test
    void anEmbeddableAroundOneIsSetByItsParts() {
        factory = TestFactory.of(database, Shop.class);
        factory.inTransaction(session -> {
            QuietUpdate<Shop> quiet = QuietUpdate.of(session, Shop.class, 0L);

            assertThatThrownBy(() -> quiet.set("around", new Around()))
                    .hasMessage("cannot set \"around\" of " + Shop.class.getName()
                            + ": it has the embeddable \"imprint\", which is stored in one column; set its other"
                            + " attributes by their paths; the attributes that can be set are around.name,"
                            + " around.place.imprint.city, around.place.imprint.year, around.place.street");
        });
    }

    @Test
    void asXmlItIsAsWithJson() {
        assumeTrue(database == Database.POSTGRESQL); // H2 has no such type
        factory = TestFactory.of(database, Leaflet.class);
        persist(new Leaflet());
        Function<Leaflet, Object> all = leaflet -> leaflet.imprint + " " + leaflet.slug;

        factory.inTransaction(session -> assertThatThrownBy(
                        () -> QuietUpdate.of(session, Leaflet.class, 0L).set("imprint", new Imprint()))
                .hasMessageContaining("it is an embeddable that is stored in one column"));
        assertThat(after(
                        Leaflet.class,
                        all,
                        quiet -> quiet.set("imprint.city", "Oslo").set("slug", "a")))
                .isEqualTo("Oslo null a");
        assertThat(after(Leaflet.class, all, quiet -> quiet.increment("imprint.year", 5)))
                .isEqualTo("Oslo 5 a");
    }

    @Test
    void asATypeOfTheDatabaseItIsAsWithJson() {
        assumeTrue(database == Database.POSTGRESQL); // H2 has no such types
        factory = TestFactory.of(database, Poster.class);
        persist(new Poster());
        Function<Poster, Object> all = poster -> poster.imprint + " " + poster.slug;

        factory.inTransaction(session -> assertThatThrownBy(
                        () -> QuietUpdate.of(session, Poster.class, 0L).set("imprint", new Typed()))
                .hasMessageContaining("it is an embeddable that is stored in one column"));
        assertThat(after(
                        Poster.class,
                        all,
                        quiet -> quiet.set("imprint.city", "Oslo").set("slug", "a")))
                .isEqualTo("Oslo null a");
        assertThat(after(Poster.class, all, quiet -> quiet.increment("imprint.year", 5)))
                .isEqualTo("Oslo 5 a");
        assertThat(after(
                        Poster.class,
                        poster -> poster.others[0],
                        quiet -> quiet.set("others", new Typed[] {new Typed()})))
                .isEqualTo("null null");
    }
}
