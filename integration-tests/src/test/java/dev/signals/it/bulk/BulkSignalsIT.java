package dev.signals.it.bulk;

import static dev.signals.it.bulk.Stock.execute;
import static dev.signals.it.bulk.Stock.lines;
import static dev.signals.it.support.TestedHibernate.assumeBefore80;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Options;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalSettings;
import dev.signals.hibernate.event.BulkStatement;
import dev.signals.it.bulk.Stock.Animal;
import dev.signals.it.bulk.Stock.Article;
import dev.signals.it.bulk.Stock.Dog;
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
    private final List<BulkStatement> told;

    BulkSignalsIT(Database database) {
        factory = Stock.factory(database);
        signals = factory.signals();
        told = Stock.told(factory);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anUpdateIsTold() {
        assertThat(execute(factory, "update Article set title = 'x', views = 2 where id < 3"))
                .isEqualTo(2);

        assertThat(lines(told)).containsExactly("bulk_updated Article 2 rows [title, views]");
        BulkStatement event = told.get(0);
        assertThat(event.kind()).isEqualTo(BulkStatement.Kind.UPDATE);
        assertThat(event.entityType()).isEqualTo(Article.class);
        assertThat(event.entityName()).isEqualTo(Article.class.getName());
        assertThat(event.statement()).isEqualTo("update Article set title = 'x', views = 2 where id < 3");
        assertThat(event.sessionFactory()).isEqualTo(factory.sessionFactory());
    }

    @Test
    void aStatementThatAffectsNoRowIsTold() {
        execute(factory, "update Article set title = 'x' where id = 99");
        execute(factory, "delete from Article where id = 99");

        assertThat(lines(told))
                .containsExactly("bulk_updated Article 0 rows [title]", "bulk_deleted Article 0 rows []");
    }

    @Test
    void aStatementThatFailsIsNotTold() {
        for (String hql :
                List.of("update Article set views = 1 / (id - id)", "delete from Article where 1 / (id - id) = 1")) {
            assertThatThrownBy(() -> execute(factory, hql)).isInstanceOf(PersistenceException.class);
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

        assertThat(lines(told)).containsExactly("bulk_updated Article 2 rows [title, address.city]");
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

        assertThat(lines(told)).containsExactly("bulk_deleted Article 1 row []", "bulk_deleted Article 0 rows []");
        assertThat(told.get(0).statement()).startsWith("delete ").contains("where");
    }

    @Test
    void aNamedQueryIsTold() {
        assumeBefore80("has named statements beside named queries");
        factory.inTransaction(session -> {
            for (long id = 1; id <= 2; id++) {
                session.createNamedMutationQuery("Article.view")
                        .setParameter("id", id)
                        .executeUpdate();
            }
        });

        assertThat(lines(told))
                .containsExactly("bulk_updated Article 1 row [views]", "bulk_updated Article 1 row [views]");
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
            execute(factory, "delete from Article where id >= 3");
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

        assertThat(lines(told))
                .containsExactly(
                        "bulk_deleted Article 1 row []",
                        "bulk_deleted Animal 1 row []",
                        "bulk_deleted Article 0 rows []",
                        "bulk_deleted Animal 0 rows []");
    }

    @Test
    void insertsAndNativeStatementsAreNotTold() {
        execute(factory, "insert into Vehicle (id, wheels) values (1, 2)");
        execute(factory, "insert into Vehicle (id, wheels) select a.id + 10, a.views from Article a");
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

        execute(factory, "update Animal set name = 'x'");
        execute(factory, "update Dog set name = 'x'");

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

        assertThat(lines(told))
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
