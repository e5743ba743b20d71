package dev.signals.it.bulk;

import static dev.signals.it.bulk.Stock.execute;
import static dev.signals.it.bulk.Stock.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.it.bulk.Stock.Animal;
import dev.signals.it.bulk.Stock.Article;
import dev.signals.it.bulk.Stock.Car;
import dev.signals.it.bulk.Stock.Card;
import dev.signals.it.bulk.Stock.Dated;
import dev.signals.it.bulk.Stock.Dog;
import dev.signals.it.bulk.Stock.Draft;
import dev.signals.it.bulk.Stock.Memo;
import dev.signals.it.bulk.Stock.Note;
import dev.signals.it.bulk.Stock.Payment;
import dev.signals.it.bulk.Stock.Remark;
import dev.signals.it.bulk.Stock.Vehicle;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import java.util.List;
import java.util.Map;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of statements that reach several tables, or columns that they do not name. */
@OnEveryDatabase
class BulkTablesIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final List<BulkStatement> told;

    BulkTablesIT(Database database) {
        factory = Stock.factory(database);
        signals = factory.signals();
        told = Stock.told(factory);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void aDeleteIsToldOnceThoughCollectionTablesAreEmptiedFirst() {
        assertThat(execute(factory, "delete from Article where id > 1")).isEqualTo(2);

        assertThat(lines(told)).containsExactly("bulk_deleted Article 2 rows []");
        assertThat(told.get(0).kind()).isEqualTo(BulkStatement.Kind.DELETE);
        assertThat(factory.count("Article_tags")).isEqualTo(1);
    }

    @Test
    void aDeleteIsToldOnceIfItAsksForTheCollectionItself() {
        assertThat(execute(factory, "delete from Article a where a.id = 1 or 'none' in (select t from a.tags t)"))
                .isEqualTo(1);
        assertThat(execute(factory, "delete from Article")).isEqualTo(2);

        assertThat(lines(told)).containsExactly("bulk_deleted Article 1 row []", "bulk_deleted Article 2 rows []");
    }

    @Test
    void tablesWithASchemaInFrontAreKnown() {
        try (TestFactory qualified = TestFactory.of(
                Database.H2,
                Map.of(SignalSettings.BULK, "true", "hibernate.default_schema", "PUBLIC"),
                Stock.entities())) {
            qualified.signals().bulkDeleted().connect(told::add);
            qualified.inTransaction(session -> {
                session.persist(new Article(1, "a"));
                session.createMutationQuery("delete from Article").executeUpdate();
                session.createMutationQuery("delete from Card").executeUpdate();
            });
        }

        assertThat(lines(told)).containsExactly("bulk_deleted Article 1 row []", "bulk_deleted Card 0 rows []");
    }

    @Test
    void theVersionIsAmongTheAttributesIfTheStatementCountsItUp() {
        execute(factory, "update versioned Article set title = 'x' where id = 1");
        execute(factory, "update Article set version = 7, title = 'y' where id = 1");

        assertThat(lines(told))
                .containsExactly(
                        "bulk_updated Article 1 row [title, version]", "bulk_updated Article 1 row [version, title]");
    }

    @Test
    void anEmbeddableIsNamedAsItIsSet() {
        factory.inTransaction(session -> session.createMutationQuery("update Article a set a.address = :address")
                .setParameter("address", new Stock.Address("Oslo", "Gate"))
                .executeUpdate());
        execute(factory, "update Article a set a.address.city = 'Bern', a.address.street = null");

        assertThat(lines(told))
                .containsExactly(
                        "bulk_updated Article 3 rows [address]",
                        "bulk_updated Article 3 rows [address.city, address.street]");
    }

    @Test
    void aStatementAboutJoinedTablesIsToldOnce() {
        factory.inTransaction(session -> {
            session.persist(new Animal(1, "Tom"));
            session.persist(new Dog(2, "Rex"));
            session.persist(new Dog(3, "Max"));
        });

        for (int i = 0; i < 2; i++) {
            execute(factory, "update Animal set name = 'x'");
            execute(factory, "update Dog set name = 'y', trick = 'roll' where id = 2");
        }
        execute(factory, "delete from Dog where id = 3");
        execute(factory, "delete from Animal");

        assertThat(lines(told))
                .containsExactly(
                        "bulk_updated Animal 3 rows [name]",
                        "bulk_updated Dog 1 row [name, trick]",
                        "bulk_updated Animal 3 rows [name]",
                        "bulk_updated Dog 1 row [name, trick]",
                        "bulk_deleted Dog 1 row []",
                        "bulk_deleted Animal 2 rows []");
        assertThat(told.get(1).statement()).isEqualTo("update Dog set name = 'y', trick = 'roll' where id = 2");
        assertThat(factory.count("Animal_foods")).isZero();
    }

    @Test
    void aStatementByCriteriaAboutJoinedTablesIsToldOnce() {
        factory.inTransaction(session -> {
            session.persist(new Dog(2, "Rex"));
            HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
            JpaCriteriaUpdate<Dog> update = builder.createCriteriaUpdate(Dog.class);
            update.set("name", "x");
            session.createMutationQuery(update).executeUpdate();
            session.createMutationQuery(builder.createCriteriaDelete(Animal.class))
                    .executeUpdate();
        });

        assertThat(lines(told)).containsExactly("bulk_updated Dog 1 row [name]", "bulk_deleted Animal 1 row []");
    }

    @Test
    void aStatementAboutASingleTableIsTold() {
        factory.inTransaction(session -> {
            session.persist(new Vehicle(1));
            session.persist(new Car(2));
        });

        execute(factory, "update Vehicle set wheels = 4");
        execute(factory, "update Car set doors = 5");
        execute(factory, "delete from Car");
        execute(factory, "delete from Vehicle");

        assertThat(lines(told))
                .containsExactly(
                        "bulk_updated Vehicle 2 rows [wheels]",
                        "bulk_updated Car 1 row [doors]",
                        "bulk_deleted Car 1 row []",
                        "bulk_deleted Vehicle 1 row []");
    }

    @Test
    void aStatementAboutATableForEachClassIsTold() {
        factory.inTransaction(session -> {
            session.persist(new Payment(1));
            session.persist(new Card(2));
        });

        execute(factory, "update Payment set amount = 1");
        execute(factory, "update Card set amount = 2");
        execute(factory, "delete from Card");
        execute(factory, "delete from Payment");

        assertThat(lines(told))
                .containsExactly(
                        "bulk_updated Payment 2 rows [amount]",
                        "bulk_updated Card 1 row [amount]",
                        "bulk_deleted Card 1 row []",
                        "bulk_deleted Payment 1 row []");
    }

    @Test
    void aDeleteOfAMappedSuperclassIsToldForEachEntity() {
        factory.inTransaction(session -> {
            session.persist(Note.of(1));
            session.persist(Note.of(2));
            session.persist(Memo.of(1));
            assertThat(session.createMutationQuery("delete from " + Dated.class.getName())
                            .executeUpdate())
                    .isEqualTo(3);
        });

        assertThat(lines(told)).containsExactlyInAnyOrder("bulk_deleted Note 2 rows []", "bulk_deleted Memo 1 row []");
    }

    @Test
    void aDeleteThatOnlyMarksRowsIsADelete() {
        factory.inTransaction(session -> session.persist(new Draft(1)));

        execute(factory, "delete from Draft");
        execute(factory, "delete from Draft");

        assertThat(lines(told)).containsExactly("bulk_deleted Draft 1 row []", "bulk_deleted Draft 0 rows []");
    }

    @Test
    void rowsThatTheDatabaseDeletesAreNotTold() {
        factory.inTransaction(session -> session.persist(new Remark(1, session.find(Article.class, 1L))));

        execute(factory, "delete from Article where id = 1");

        assertThat(factory.count("Remark")).isZero();
        assertThat(lines(told)).containsExactly("bulk_deleted Article 1 row []");
    }
}
