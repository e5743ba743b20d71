package dev.signals.it.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Options;
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
import jakarta.persistence.PersistenceException;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaDelete;
import org.hibernate.query.criteria.JpaCriteriaUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each bulk statement is told once, with its rows, its entity and its attributes. */
@OnEveryDatabase
class BulkSignalsIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final List<BulkStatement> told = Collections.synchronizedList(new ArrayList<>());

    BulkSignalsIT(Database database) {
        factory = TestFactory.of(database, Map.of(SignalSettings.BULK, "true"), Stock.entities());
        signals = factory.signals();
        signals.bulkUpdated().connect(told::add);
        signals.bulkDeleted().connect(told::add);
        factory.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                session.persist(new Article(id, "a" + id));
            }
        });
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private int execute(String hql) {
        return factory.fromTransaction(
                session -> session.createMutationQuery(hql).executeUpdate());
    }

    private List<String> lines() {
        synchronized (told) {
            return told.stream()
                    .map(event -> event.summary() + " " + event.attributes())
                    .toList();
        }
    }

    @Test
    void anUpdateIsTold() {
        assertThat(execute("update Article set title = 'x', views = 2 where id < 3"))
                .isEqualTo(2);

        assertThat(lines()).containsExactly("bulk_updated Article 2 rows [title, views]");
        BulkStatement event = told.get(0);
        assertThat(event.kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(event.entityType()).isEqualTo(Article.class);
        assertThat(event.entityName()).isEqualTo(Article.class.getName());
        assertThat(event.statement()).isEqualTo("update Article set title = 'x', views = 2 where id < 3");
        assertThat(event.sessionFactory()).isEqualTo(factory.sessionFactory());
    }

    @Test
    void aDeleteIsToldOnceThoughCollectionTablesAreEmptiedFirst() {
        assertThat(execute("delete from Article where id > 1")).isEqualTo(2);

        assertThat(lines()).containsExactly("bulk_deleted Article 2 rows []");
        assertThat(told.get(0).kind()).isEqualTo(BulkStatement.Kind.DELETE);
        assertThat(factory.count("Article_tags")).isEqualTo(1);
    }

    @Test
    void aDeleteIsToldOnceIfItAsksForTheCollectionItself() {
        assertThat(execute("delete from Article a where a.id = 1 or 'none' in (select t from a.tags t)"))
                .isEqualTo(1);
        assertThat(execute("delete from Article")).isEqualTo(2);

        assertThat(lines()).containsExactly("bulk_deleted Article 1 row []", "bulk_deleted Article 2 rows []");
    }

    @Test
    void aStatementThatAffectsNoRowIsTold() {
        execute("update Article set title = 'x' where id = 99");
        execute("delete from Article where id = 99");

        assertThat(lines()).containsExactly("bulk_updated Article 0 rows [title]", "bulk_deleted Article 0 rows []");
    }

    @Test
    void aStatementThatFailsIsNotTold() {
        for (String hql :
                List.of("update Article set views = 1 / (id - id)", "delete from Article where 1 / (id - id) = 1")) {
            assertThatThrownBy(() -> execute(hql)).isInstanceOf(PersistenceException.class);
        }

        assertThat(told).isEmpty();
        assertThat(factory.count("Article")).isEqualTo(3);
    }

    @Test
    void anUpdateByCriteriaIsTold() {
        factory.inTransaction(session -> {
            HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
            JpaCriteriaUpdate<Article> update = builder.createCriteriaUpdate(Article.class);
            Root<Article> article = update.getTarget();
            update.set(article.<String>get("title"), "x");
            update.set(article.get("address").<String>get("city"), "Oslo");
            update.where(builder.lt(article.<Long>get("id"), 3L));
            assertThat(session.createMutationQuery(update).executeUpdate()).isEqualTo(2);
        });

        assertThat(lines()).containsExactly("bulk_updated Article 2 rows [title, address.city]");
        assertThat(told.get(0).statement()).startsWith("update ").contains("title", "address.city", "where");
    }

    @Test
    void aDeleteByCriteriaIsTold() {
        factory.inTransaction(session -> {
            HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
            JpaCriteriaDelete<Article> delete = builder.createCriteriaDelete(Article.class);
            delete.where(builder.equal(delete.getTarget().get("id"), 1L));
            assertThat(session.createMutationQuery(delete).executeUpdate()).isEqualTo(1);
            assertThat(session.createMutationQuery(delete).executeUpdate()).isZero();
        });

        assertThat(lines()).containsExactly("bulk_deleted Article 1 row []", "bulk_deleted Article 0 rows []");
        assertThat(told.get(0).statement()).startsWith("delete ").contains("where");
    }

    @Test
    void aNamedQueryIsTold() {
        factory.inTransaction(session -> {
            for (long id = 1; id <= 2; id++) {
                session.createNamedMutationQuery("Article.view")
                        .setParameter("id", id)
                        .executeUpdate();
            }
        });

        assertThat(lines()).containsExactly("bulk_updated Article 1 row [views]", "bulk_updated Article 1 row [views]");
        assertThat(told.get(0).statement()).isEqualTo("update Article set views = views + 1 where id = :id");
    }

    @Test
    void parametersByNameAndByPositionStayInTheText() {
        factory.inTransaction(session -> {
            session.createMutationQuery("update Article set title = :title where id in :ids")
                    .setParameter("title", "x")
                    .setParameterList("ids", List.of(1L, 2L, 99L))
                    .setComment("of the administrator")
                    .executeUpdate();
            session.createMutationQuery("update Article set title = ?1 where id = ?2")
                    .setParameter(1, "y")
                    .setParameter(2, 3L)
                    .executeUpdate();
        });

        assertThat(told)
                .extracting(BulkStatement::statement)
                .containsExactly(
                        "update Article set title = :title where id in :ids",
                        "update Article set title = ?1 where id = ?2");
        assertThat(told).extracting(BulkStatement::rows).containsExactly(2, 1);
    }

    @Test
    void eachExecutionOfOneQueryIsTold() {
        factory.inTransaction(session -> {
            MutationQuery query = session.createMutationQuery("update Article set views = :views where id <= :id");
            for (int id = 1; id <= 3; id++) {
                assertThat(query.setParameter("views", id)
                                .setParameter("id", id)
                                .executeUpdate())
                        .isEqualTo(id);
            }
        });
        for (int id = 3; id >= 1; id--) {
            execute("delete from Article where id >= 3");
        }

        assertThat(told).extracting(BulkStatement::rows).containsExactly(1, 2, 3, 1, 0, 0);
    }

    @Test
    void statementsWithoutACacheOfPlansAreTold() {
        try (TestFactory uncached = TestFactory.of(
                Database.H2,
                Map.of(SignalSettings.BULK, "true", "hibernate.query.plan_cache_enabled", "false"),
                Stock.entities())) {
            uncached.signals().bulkDeleted().connect(told::add);
            uncached.inTransaction(session -> {
                session.persist(new Article(1, "a"));
                session.persist(new Dog(1, "Rex"));
                for (int i = 0; i < 2; i++) {
                    session.createMutationQuery("delete from Article").executeUpdate();
                    session.createMutationQuery("delete from Animal").executeUpdate();
                }
            });
        }

        assertThat(lines())
                .containsExactly(
                        "bulk_deleted Article 1 row []",
                        "bulk_deleted Animal 1 row []",
                        "bulk_deleted Article 0 rows []",
                        "bulk_deleted Animal 0 rows []");
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

        assertThat(lines()).containsExactly("bulk_deleted Article 1 row []", "bulk_deleted Card 0 rows []");
    }

    @Test
    void theVersionIsAmongTheAttributesIfTheStatementCountsItUp() {
        execute("update versioned Article set title = 'x' where id = 1");
        execute("update Article set version = 7, title = 'y' where id = 1");

        assertThat(lines())
                .containsExactly(
                        "bulk_updated Article 1 row [title, version]", "bulk_updated Article 1 row [version, title]");
    }

    @Test
    void anEmbeddableIsNamedAsItIsSet() {
        factory.inTransaction(session -> session.createMutationQuery("update Article a set a.address = :address")
                .setParameter("address", new Stock.Address("Oslo", "Gate"))
                .executeUpdate());
        execute("update Article a set a.address.city = 'Bern', a.address.street = null");

        assertThat(lines())
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
            execute("update Animal set name = 'x'");
            execute("update Dog set name = 'y', trick = 'roll' where id = 2");
        }
        execute("delete from Dog where id = 3");
        execute("delete from Animal");

        assertThat(lines())
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

        assertThat(lines()).containsExactly("bulk_updated Dog 1 row [name]", "bulk_deleted Animal 1 row []");
    }

    @Test
    void aStatementAboutASingleTableIsTold() {
        factory.inTransaction(session -> {
            session.persist(new Vehicle(1));
            session.persist(new Car(2));
        });

        execute("update Vehicle set wheels = 4");
        execute("update Car set doors = 5");
        execute("delete from Car");
        execute("delete from Vehicle");

        assertThat(lines())
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

        execute("update Payment set amount = 1");
        execute("update Card set amount = 2");
        execute("delete from Card");
        execute("delete from Payment");

        assertThat(lines())
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

        assertThat(lines()).containsExactlyInAnyOrder("bulk_deleted Note 2 rows []", "bulk_deleted Memo 1 row []");
    }

    @Test
    void aDeleteThatOnlyMarksRowsIsADelete() {
        factory.inTransaction(session -> session.persist(new Draft(1)));

        execute("delete from Draft");
        execute("delete from Draft");

        assertThat(lines()).containsExactly("bulk_deleted Draft 1 row []", "bulk_deleted Draft 0 rows []");
    }

    @Test
    void rowsThatTheDatabaseDeletesAreNotTold() {
        factory.inTransaction(session -> session.persist(new Remark(1, session.find(Article.class, 1L))));

        execute("delete from Article where id = 1");

        assertThat(factory.count("Remark")).isZero();
        assertThat(lines()).containsExactly("bulk_deleted Article 1 row []");
    }

    @Test
    void insertsAndNativeStatementsAreNotTold() {
        execute("insert into Vehicle (id, wheels) values (1, 2)");
        execute("insert into Vehicle (id, wheels) select a.id + 10, a.views from Article a");
        factory.inTransaction(session -> {
            MutationQuery query = session.createNativeMutationQuery("update Article set title = 'x'");
            ((NativeQuery<?>) query).addSynchronizedEntityClass(Article.class);
            assertThat(query.executeUpdate()).isEqualTo(3);
        });

        assertThat(told).isEmpty();
    }

    @Test
    void aReceiverHearsTheEntityThatTheStatementNames() {
        List<String> ofDogs = new ArrayList<>();
        List<String> ofAnimals = new ArrayList<>();
        signals.bulkUpdated().connect(Dog.class, event -> ofDogs.add(event.summary()));
        signals.bulkUpdated()
                .connect(Animal.class, event -> ofAnimals.add(event.summary()), Options.includingSubtypes());

        execute("update Animal set name = 'x'");
        execute("update Dog set name = 'x'");

        assertThat(ofDogs).containsExactly("bulk_updated Dog 0 rows");
        assertThat(ofAnimals).containsExactly("bulk_updated Animal 0 rows", "bulk_updated Dog 0 rows");
    }

    @Test
    void whatIsFlushedForAStatementIsWrittenBeforeItIsTold() {
        List<String> log = new ArrayList<>();
        signals.postSave().connect(Article.class, event -> log.add("saved"));
        signals.bulkUpdated().connect(Article.class, event -> log.add(event.rows() + " updated"));

        factory.inTransaction(session -> {
            session.persist(new Article(4, "a4"));
            session.createMutationQuery("update Article set views = 1").executeUpdate();
        });

        assertThat(log).containsExactly("saved", "4 updated");
    }

    @Test
    void aStatelessSessionTellsToo() {
        List<Object> sessions = new ArrayList<>();
        signals.bulkDeleted().connect(Article.class, event -> sessions.add(event.session()));
        factory.sessionFactory().inStatelessTransaction(session -> {
            session.createMutationQuery("update Article set views = 1").executeUpdate();
            session.createMutationQuery("update Animal set name = 'x'").executeUpdate();
            session.createMutationQuery("delete from Article").executeUpdate();
            assertThat(sessions).containsExactly(session);
        });

        assertThat(lines())
                .containsExactly(
                        "bulk_updated Article 3 rows [views]",
                        "bulk_updated Animal 0 rows [name]",
                        "bulk_deleted Article 3 rows []");
    }

    @Test
    void threadsTellOfTheirOwnStatements() throws Exception {
        int threads = 4;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<String> mixedUp = Collections.synchronizedList(new ArrayList<>());
        ThreadLocal<Session> mine = new ThreadLocal<>();
        signals.bulkUpdated().connect(event -> {
            if (event.session() != mine.get()) {
                mixedUp.add(event.toString());
            }
        });
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (long thread = 1; thread <= threads; thread++) {
                long id = thread;
                tasks.add(() -> {
                    start.await();
                    for (int i = 0; i < 25; i++) {
                        factory.inTransaction(session -> {
                            mine.set(session);
                            session.createMutationQuery("update Article set views = views + 1 where id = :id")
                                    .setParameter("id", id)
                                    .executeUpdate();
                            session.createMutationQuery("update Dog set trick = 'x' where id = :id")
                                    .setParameter("id", id)
                                    .executeUpdate();
                        });
                    }
                    return 0;
                });
            }
            for (Future<Integer> done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(mixedUp).isEmpty();
        assertThat(told).hasSize(200);
        assertThat(told.stream().mapToInt(BulkStatement::rows).sum()).isEqualTo(75);
    }
}
