package dev.signals.it.pitfall;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.internal.boot.SignalsIntegrator;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.BatchSize;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.NativeQuery;
import org.junit.jupiter.api.Test;

/** Pitfalls 24 to 33: other ways to write, and what a library may see of them. */
@OnEveryDatabase
class OtherWritesPitfallsIT {

    @Entity(name = "Article")
    static class Article {
        @Id
        @GeneratedValue
        Long id;

        @Version
        int version;

        private String title;

        @Basic(fetch = FetchType.LAZY)
        private String body;

        @ManyToOne(fetch = FetchType.LAZY)
        Author author;

        @ElementCollection
        List<String> labels = new ArrayList<>();

        @OneToMany(mappedBy = "article", cascade = CascadeType.ALL)
        @BatchSize(size = 10)
        List<Comment> comments = new ArrayList<>();

        Article() {}

        Article(String title) {
            this.title = title;
        }

        String getTitle() {
            return title;
        }

        void setTitle(String title) {
            this.title = title;
        }

        void setBody(String body) {
            this.body = body;
        }

        Comment comment(String text) {
            Comment comment = new Comment();
            comment.text = text;
            comment.article = this;
            comments.add(comment);
            return comment;
        }
    }

    @Entity(name = "Comment")
    static class Comment {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Article article;
    }

    @Entity(name = "Author")
    @BatchSize(size = 10)
    static class Author {
        @Id
        @GeneratedValue
        Long id;

        private String name;

        Author() {}

        Author(String name) {
            this.name = name;
        }

        String getName() {
            return name;
        }

        void setName(String name) {
            this.name = name;
        }
    }

    @Entity(name = "Line")
    static class Line {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;
    }

    @Entity(name = "Code")
    static class Code {
        @Id
        String code;

        String text;

        Code() {}

        Code(String code) {
            this.code = code;
        }
    }

    /** Stands for Bean Validation: refuses a text that is missing or too long, when Hibernate's own events come. */
    private static final class Validation implements PreInsertEventListener, PreUpdateEventListener {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean onPreInsert(PreInsertEvent event) {
            validate(event.getEntity());
            return false;
        }

        @Override
        public boolean onPreUpdate(PreUpdateEvent event) {
            validate(event.getEntity());
            return false;
        }

        private static void validate(Object entity) {
            if (entity instanceof Code code && (code.text == null || code.text.length() > 9)) {
                throw new IllegalArgumentException("invalid text " + code.text);
            }
        }

        static void register(SessionFactory factory) {
            var registry = factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
            Validation validation = new Validation();
            registry.getEventListenerGroup(EventType.PRE_INSERT).prependListener(validation);
            registry.getEventListenerGroup(EventType.PRE_UPDATE).prependListener(validation);
        }
    }

    private static final Class<?>[] ENTITIES = {Article.class, Comment.class, Author.class, Line.class, Code.class};

    private final Database database;

    OtherWritesPitfallsIT(Database database) {
        this.database = database;
    }

    private Trial blog() {
        return Trial.of(database, ENTITIES).given(session -> {
            for (String name : List.of("ann", "bea")) {
                Author author = new Author(name);
                session.persist(author);
                Article article = new Article(name + "'s");
                article.author = author;
                article.setBody("body");
                article.labels.add("l");
                article.comment("1");
                article.comment("2");
                session.persist(article);
            }
            session.persist(new Code("c"));
        });
    }

    @Test
    void p24_everyOperationOfAStatelessSessionDoesWhatItDidAlsoWithCollections() {
        blog().run((factory, log) -> factory.sessionFactory().inStatelessTransaction(session -> {
                    Article article = new Article("stateless");
                    article.labels.add("x");
                    session.insert(article);
                    article.setTitle("changed");
                    session.update(article);
                    session.upsert(new Code("c"));
                    session.upsert(new Code("d"));
                    session.insertMultiple(List.of(new Code("e"), new Code("f"), new Line()));
                    Code code = new Code("e");
                    code.text = "x";
                    session.updateMultiple(List.of(code));
                    session.deleteMultiple(List.of(new Code("f")));
                    session.delete(article);
                    session.insert(new Line());
                    session.createSelectionQuery("from Article", Article.class).getResultList();
                }))
                .addsNothing();
    }

    @Test
    void p24_aStatelessSessionThatFailsAndRollsBackLeavesNothing() {
        blog().run((factory, log) -> assertThat(catchThrowable(
                                () -> factory.sessionFactory().inStatelessTransaction(session -> {
                                    session.insert(new Code("d"));
                                    session.insert(new Code("c"));
                                })))
                        .isNotNull())
                .addsNothing();
    }

    @Test
    void p24_whatReceiversSetInAStatelessSessionIsWrittenAndNothingElseIs() {
        blog().receivers(signals -> signals.preSave().connect(Code.class, event -> event.instance().text = "seen"))
                .run(
                        (factory, log) -> factory.sessionFactory().inStatelessTransaction(session -> {
                            session.insert(new Code("d"));
                            session.update(new Code("c"));
                            session.upsert(new Code("e"));
                            session.insertMultiple(List.of(new Code("f"), new Code("g")));
                        }),
                        (factory, log) -> factory.sessionFactory().inStatelessTransaction(session -> {
                            session.insert(seen("d"));
                            session.update(seen("c"));
                            session.upsert(seen("e"));
                            session.insertMultiple(List.of(seen("f"), seen("g")));
                        }))
                .addsNothing()
                .announces(
                        "pre_save Code new",
                        "post_save Code created",
                        "pre_save Code",
                        "post_save Code",
                        "pre_save Code",
                        "post_save Code",
                        "pre_save Code new",
                        "post_save Code created",
                        "pre_save Code new",
                        "post_save Code created");
    }

    private static Code seen(String id) {
        Code code = new Code(id);
        code.text = "seen";
        return code;
    }

    @Test
    void p24_anExceptionInAStatelessSessionRollsBack() {
        blog().receivers(signals -> signals.postSave().connect(Code.class, event -> {
                    if (event.id().equals("refused")) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .run(
                        (factory, log) -> assertThatThrownBy(
                                        () -> factory.sessionFactory().inStatelessTransaction(session -> {
                                            session.insert(new Code("d"));
                                            session.insert(new Code("refused"));
                                        }))
                                .hasStackTraceContaining("refused"),
                        (factory, log) -> {})
                .leavesAlso();
    }

    @Test
    void p24_aReceiverMayWriteByAStatelessSessionOnTheSameConnection() {
        blog().receivers(signals -> signals.postSave().connect(Article.class, event -> {
                    try (var stateless = event.session()
                            .getSessionFactory()
                            .withStatelessOptions()
                            .connection(event.session().doReturningWork(connection -> connection))
                            .openStatelessSession()) {
                        stateless.insert(new Code("of " + event.id()));
                    }
                }))
                .inTransaction(session -> session.find(Article.class, 1L).setTitle("x"))
                .adds("insert code")
                .leavesAlso("code code=of 1 text=null");
    }

    @Test
    void p25_whateverDiffersBetweenTheVersionsOfHibernateIsFound() {
        blog().inTransaction((session, log) -> {
                    // the session of an insert, an update and a deletion
                    Code code = new Code("d");
                    session.persist(code);
                    session.flush();
                    code.text = "x";
                    session.flush();
                    session.remove(code);
                    session.flush();
                    // the cascades that Hibernate runs early for a parameter that is new
                    Comment comment = session.find(Article.class, 1L).comment("new");
                    session.createSelectionQuery(
                                    "from Comment where article = :article and this = :comment", Comment.class)
                            .setParameter("article", comment.article)
                            .setParameter("comment", comment)
                            .getResultList();
                    log.add("queried");
                    // the callback before a commit that flushes nothing
                    session.setHibernateFlushMode(FlushMode.MANUAL);
                    session.persist(new Line());
                })
                .addsNothing()
                .announces(
                        "pre_save Code new",
                        "post_save Code created",
                        "pre_save Code",
                        "post_save Code",
                        "pre_delete Code EXPLICIT",
                        "post_delete Code",
                        "pre_save Comment new",
                        "post_save Comment created",
                        "queried",
                        "pre_save Line new",
                        "post_save Line created");
    }

    @Test
    void p26_anIntegratorThatIsThereTwiceRegistersOnce() {
        List<String> heard = new ArrayList<>();
        try (TestDatabase own = database.create();
                SessionFactory factory = factoryWithASecondIntegrator(own);
                Connection ofProcess =
                        ModelSignals.POST_SAVE.connect(Code.class, event -> heard.add("process " + event.id()))) {
            ModelSignals.of(factory).preSave().connect(Code.class, event -> heard.add("before " + event.id()));
            ModelSignals.of(factory).postSave().connect(Code.class, event -> heard.add("after " + event.id()));
            ModelSignals.of(factory)
                    .postSave()
                    .connect(Code.class, event -> event.session().merge(line()));

            factory.inTransaction(session -> session.persist(new Code("x")));

            assertThat(ofProcess.isConnected()).isTrue();
            assertThat(heard).containsExactlyInAnyOrder("before x", "after x", "process x");
            factory.inTransaction(session -> assertThat(session.createSelectionQuery("select id from Line", Long.class)
                            .getResultList())
                    .containsExactly(1L));
        }
    }

    private static Line line() {
        return new Line();
    }

    private static SessionFactory factoryWithASecondIntegrator(TestDatabase database) {
        return new MetadataSources(new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                                .applyIntegrator(new SignalsIntegrator())
                                .build())
                        .applySettings(database.settings())
                        .applySetting("hibernate.hbm2ddl.auto", "create-only")
                        .build())
                .addAnnotatedClasses(Code.class, Line.class)
                .buildMetadata()
                .buildSessionFactory();
    }

    @Test
    void p27_aValidationThatHibernatesEventsStartAcceptsWhatPreSaveFillsIn() {
        blog().receivers(signals -> signals.preSave().connect(Code.class, event -> event.instance().text = "filled"))
                .run(
                        (factory, log) -> {
                            Validation.register(factory.sessionFactory());
                            factory.inTransaction(session -> {
                                session.persist(new Code("d"));
                                session.merge(new Code("e"));
                                session.find(Code.class, "c").text = "x";
                            });
                        },
                        (factory, log) -> factory.inTransaction(session -> {
                            Code code = new Code("d");
                            code.text = "filled";
                            session.persist(code);
                            Code merged = new Code("e");
                            merged.text = "filled";
                            session.merge(merged);
                            session.find(Code.class, "c").text = "filled";
                        }))
                .addsNothing();
    }

    @Test
    void p27_aValidationThatHibernatesEventsStartRefusesWhatPreSaveSpoils() {
        blog().receivers(signals ->
                        signals.preSave().connect(Code.class, event -> event.instance().text = "much too long"))
                .run(
                        (factory, log) -> {
                            Validation.register(factory.sessionFactory());
                            for (String code : List.of("c", "d")) {
                                assertThatThrownBy(() -> factory.inTransaction(session -> {
                                            Code valid = session.find(Code.class, code);
                                            if (valid == null) {
                                                valid = new Code(code);
                                                session.persist(valid);
                                            }
                                            valid.text = "valid";
                                        }))
                                        .hasStackTraceContaining("invalid text much too long");
                            }
                        },
                        (factory, log) -> {
                            for (String code : List.of("c", "d")) {
                                factory.inTransaction(session -> session.find(Code.class, code));
                            }
                        })
                .addsNothing();
    }

    @Test
    void p28_aLazyAttributeStaysAsItIsAndWhatASetterSetsIsWritten() {
        blog().receivers(signals -> signals.preSave()
                        .connect(Article.class, event -> event.instance().setTitle("by receiver")))
                .inTransaction(
                        session -> {
                            session.find(Article.class, 1L).setTitle("x");
                            session.createSelectionQuery("from Article where id = 2", Article.class)
                                    .getSingleResult()
                                    .setTitle("y");
                        },
                        session -> {
                            session.find(Article.class, 1L).setTitle("by receiver");
                            session.createSelectionQuery("from Article where id = 2", Article.class)
                                    .getSingleResult()
                                    .setTitle("by receiver");
                        })
                .addsNothing();
    }

    @Test
    void p29_loadingInEveryWayCausesNoUpdateAndNoFurtherLoading() {
        blog().inTransaction(session -> {
                    Article article = session.find(Article.class, 1L);
                    session.refresh(article);
                    session.createSelectionQuery("from Article", Article.class).getResultList();
                    session.flush();
                    session.getReference(Author.class, 1L);
                    session.createSelectionQuery("from Comment", Comment.class).getResultList();
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p29_receiversThatLookAtWhatIsLoadedCauseNoUpdateAndNoFurtherLoading() {
        blog().receivers((signals, log) -> {
                    signals.preInit()
                            .connect(
                                    Article.class,
                                    event -> log.add("loads " + event.state().get("title")));
                    signals.postInit()
                            .connect(
                                    Article.class,
                                    event ->
                                            log.add("loaded " + event.instance().getTitle()));
                })
                .inTransaction(session -> {
                    Article article = session.find(Article.class, 1L);
                    session.refresh(article);
                    session.createSelectionQuery("from Article order by id", Article.class)
                            .getResultList();
                })
                .addsNothing()
                .announces("loads ann's", "loaded ann's", "loads ann's", "loaded ann's", "loads bea's", "loaded bea's");
    }

    @Test
    void p29_whatAReceiverChangesInALoadedEntityIsOneAnnouncedUpdate() {
        blog().receivers((signals, log) -> {
                    signals.postInit()
                            .connect(Author.class, event -> event.instance().setName("by receiver"));
                })
                .inTransaction(
                        session -> session.find(Author.class, 1L),
                        session -> session.find(Author.class, 1L).setName("by receiver"))
                .addsNothing()
                .announces("pre_save Author", "post_save Author");
    }

    @Test
    void p29_theWalksBeforeAFlushLoadNothingAndLeaveBatchFetchingAlone() {
        blog().inTransaction(session -> {
                    List<Article> articles = session.createSelectionQuery("from Article order by id", Article.class)
                            .getResultList();
                    articles.get(0).setTitle("x");
                    session.flush();
                    articles.get(1).setTitle("y");
                    session.flush();
                    assertThat(articles.get(0).comments).hasSize(2);
                    assertThat(articles.get(1).comments).hasSize(2);
                    assertThat(articles.get(0).author.getName()).isEqualTo("ann");
                    assertThat(articles.get(1).author.getName()).isEqualTo("bea");
                })
                .addsNothing()
                .announces("pre_save Article", "post_save Article", "pre_save Article", "post_save Article");
    }

    @Test
    void p30_versionsThatALockModeIncrementsAreNotAnnounced() {
        blog().inTransaction(session -> {
                    session.find(Article.class, 1L, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                    session.find(Article.class, 2L, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p30_aChangeNextToSuchAnIncrementIsAnnouncedOnce() {
        blog().inTransaction(session -> {
                    session.find(Article.class, 1L, LockModeType.OPTIMISTIC_FORCE_INCREMENT)
                            .setTitle("x");
                    session.find(Article.class, 2L, LockModeType.PESSIMISTIC_FORCE_INCREMENT)
                            .setTitle("y");
                })
                .addsNothing()
                .announces("pre_save Article", "pre_save Article", "post_save Article", "post_save Article");
    }

    @Test
    void p30_anIncrementThatAReceiverAsksForWhileTheCommitFlushesIsMade() {
        blog().receivers(signals -> signals.postSave()
                        .connect(
                                Comment.class,
                                event -> event.session()
                                        .lock(event.instance().article, LockModeType.OPTIMISTIC_FORCE_INCREMENT)))
                .inTransaction(session -> session.find(Comment.class, 1L).text = "x", session -> {
                    Comment comment = session.find(Comment.class, 1L);
                    comment.text = "x";
                    session.flush();
                    session.lock(comment.article, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                })
                .addsNothing();
    }

    @Test
    void p31_aCaughtExceptionOfPostSaveFollowedByACommitRollsBack() {
        refusedInPostSave(session -> session.getTransaction().commit(), "insert code");
    }

    @Test
    void p31_aCaughtExceptionOfPostSaveFollowedByAnotherFlushInsertsNothingTwice() {
        refusedInPostSave(
                session -> {
                    session.flush();
                    session.flush();
                    session.getTransaction().commit();
                },
                "insert code");
    }

    private void refusedInPostSave(Consumer<Session> afterwards, String... statements) {
        blog().receivers(signals -> signals.postSave().connect(Code.class, event -> {
                    if (event.id().equals("refused")) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.persist(new Code("refused"));
                                assertThatThrownBy(session::flush).hasMessage("refused");
                                afterwards.accept(session);
                                session.clear();
                                session.beginTransaction();
                                session.persist(new Code("accepted"));
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> factory.inTransaction(session -> session.persist(new Code("accepted"))))
                .adds(statements)
                .leavesAlso()
                .announces(
                        "pre_save Code new", "post_save Code created", "pre_save Code new", "post_save Code created");
    }

    @Test
    void p31_afterAFlushThatFailedAndWasCaughtNothingIsAnnouncedTwiceAndNothingIsCommitted() {
        blog().run((factory, log) -> {
                    try (Session session = factory.sessionFactory().openSession()) {
                        session.beginTransaction();
                        session.persist(new Line());
                        session.persist(new Code("d"));
                        session.find(Article.class, 1L).setTitle("x");
                        session.persist(new Code("c"));
                        assertThat(catchThrowable(session::flush)).isNotNull();
                        log.add("failed");
                        assertThat(catchThrowable(session::flush)).isNotNull();
                        session.getTransaction().rollback();
                    }
                    factory.inTransaction(
                            session -> session.find(Article.class, 1L).setTitle("y"));
                })
                .addsNothing()
                .announces(
                        "pre_save Line new",
                        "pre_save Code new",
                        "pre_save Code new",
                        "pre_save Article",
                        "failed",
                        "pre_save Article",
                        "post_save Article");
    }

    @Test
    void p31_aReceiverThatCatchesTheFailureOfItsOwnFlushStillEndsInARollback() {
        blog().receivers(signals -> signals.postSave().connect(Article.class, event -> {
                    event.session().persist(new Code("c"));
                    assertThat(catchThrowable(() -> event.session().flush())).isNotNull();
                }))
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("x");
                                log.add("failed "
                                        + (catchThrowable(() ->
                                                        session.getTransaction().commit())
                                                != null));
                                log.add("active " + session.getTransaction().isActive());
                            }
                        },
                        (factory, log) -> {})
                .leavesAlso()
                .announces("pre_save Article", "post_save Article", "pre_save Code new", "failed true", "active false");
    }

    @Test
    void p31_aCommitThatFailsForWhatAReceiverPersistedLeavesNothingHalfDone() {
        blog().receivers((signals, log) -> {
                    signals.postSave().connect(Article.class, event -> {
                        if ("x".equals(event.instance().getTitle())) {
                            event.session().persist(new Code("c"));
                        }
                    });
                    signals.postSave().connect(Article.class, event -> log.add("committed"), afterCommit());
                })
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("x");
                                assertThat(catchThrowable(
                                                () -> session.getTransaction().commit()))
                                        .isNotNull();
                                session.clear();
                                log.add("again");
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("y");
                                session.getTransaction().commit();
                            }
                        },
                        (factory, log) -> factory.inTransaction(
                                session -> session.find(Article.class, 1L).setTitle("y")))
                .leavesAlso()
                .announces(
                        "pre_save Article",
                        "post_save Article",
                        "pre_save Code new",
                        "again",
                        "pre_save Article",
                        "post_save Article",
                        "committed");
    }

    @Test
    void p31_afterAnExceptionOfPreSaveInAQueryTheSessionFlushesForQueriesAsBefore() {
        blog().receivers(signals -> signals.preSave().connect(Article.class, event -> {
                    if ("x".equals(event.instance().getTitle())) {
                        throw new IllegalStateException("refused");
                    }
                }))
                .run(
                        (factory, log) -> {
                            try (Session session = factory.sessionFactory().openSession()) {
                                session.beginTransaction();
                                session.find(Article.class, 1L).setTitle("x");
                                assertThatThrownBy(() -> session.createSelectionQuery("from Article", Article.class)
                                                .getResultList())
                                        .hasStackTraceContaining("refused");
                                session.getTransaction().rollback();
                                session.clear();
                                changeAndQuery(session);
                            }
                        },
                        (factory, log) -> {
                            factory.inTransaction(session -> session.find(Article.class, 1L));
                            factory.sessionFactory().inSession(OtherWritesPitfallsIT::changeAndQuery);
                        })
                .addsNothing()
                .announces("pre_save Article", "pre_save Article", "post_save Article");
    }

    private static void changeAndQuery(Session session) {
        session.beginTransaction();
        session.find(Article.class, 1L).setTitle("y");
        session.createSelectionQuery("select id from Article where title = 'y'", Long.class)
                .getSingleResult();
        session.getTransaction().commit();
    }

    @Test
    void p32_bulkStatementsAnnounceNothing() {
        blog().inTransaction(session -> {
                    session.createMutationQuery("update Article set title = 'bulk' where id = 1")
                            .executeUpdate();
                    session.createMutationQuery("delete from Comment where id = 1")
                            .executeUpdate();
                    session.createMutationQuery(
                                    "insert into Code (code, text) select c.code || '2', 'bulk' from Code c")
                            .executeUpdate();
                    CriteriaUpdate<Author> update = session.getCriteriaBuilder().createCriteriaUpdate(Author.class);
                    update.from(Author.class);
                    update.set("name", "bulk");
                    session.createMutationQuery(update).executeUpdate();
                    CriteriaDelete<Code> delete = session.getCriteriaBuilder().createCriteriaDelete(Code.class);
                    delete.where(session.getCriteriaBuilder()
                            .equal(delete.from(Code.class).get("code"), "c"));
                    session.createMutationQuery(delete).executeUpdate();
                    session.createNativeMutationQuery("update Comment set text = 'native'")
                            .executeUpdate();
                })
                .addsNothing()
                .announces();
    }

    @Test
    void p32_whatABulkStatementFlushesFirstIsAnnouncedFirst() {
        blog().inTransaction((session, log) -> {
                    session.find(Article.class, 1L).setTitle("x");
                    session.createMutationQuery("update Article set title = title || '!'")
                            .executeUpdate();
                    log.add("hql");
                    session.find(Author.class, 1L).setName("x");
                    MutationQuery update =
                            session.createNativeMutationQuery("update Author set name = 'native' where id = 2");
                    ((NativeQuery<?>) update).addSynchronizedQuerySpace("Author");
                    update.executeUpdate();
                    log.add("native");
                })
                .addsNothing()
                .announces(
                        "pre_save Article",
                        "post_save Article",
                        "hql",
                        "pre_save Author",
                        "post_save Author",
                        "native");
    }

    @Test
    void p32_aReceiverThatWritesItsEntityByABulkStatementStartsNothing() {
        blog().receivers(signals -> signals.postSave()
                        .connect(
                                Article.class,
                                event -> event.session()
                                        .createMutationQuery("update Article set body = 'bulk' where id = :id")
                                        .setParameter("id", event.id())
                                        .executeUpdate()))
                .inTransaction(session -> session.find(Article.class, 1L).setTitle("x"))
                .adds("update article")
                .announces("pre_save Article", "post_save Article");
    }

    @Test
    void p33_beforeTheSaveTheVersionIsTheOldOneAndAfterItTheOneOfTheRow() {
        blog().receivers((signals, log) -> {
                    signals.preSave().connect(Article.class, event -> log.add("before " + event.instance().version));
                    signals.postSave()
                            .connect(
                                    Article.class,
                                    event -> log.add("after " + event.instance().version + ", row "
                                            + event.session()
                                                    .createNativeQuery(
                                                            "select version from Article where id = " + event.id(),
                                                            Integer.class)
                                                    .getSingleResult()));
                })
                .set("hibernate.jdbc.batch_size", 10)
                .inTransaction(session -> {
                    session.find(Article.class, 1L).setTitle("x");
                    session.find(Article.class, 2L).setTitle("x");
                    session.persist(new Article("new"));
                })
                .adds("select article", "select article", "select article")
                .announces(
                        "pre_save Article new",
                        "before 0",
                        "pre_save Article",
                        "before 0",
                        "pre_save Article",
                        "before 0",
                        "post_save Article created",
                        "after 0, row 0",
                        "post_save Article",
                        "after 1, row 1",
                        "post_save Article",
                        "after 1, row 1");
    }

    @Test
    void p33_howeverMuchReceiversChangeInOneSaveTheVersionIsIncrementedOnce() {
        blog().receivers(signals -> {
                    signals.preSave()
                            .connect(Article.class, event -> event.instance().setTitle("first"));
                    signals.preSave()
                            .connect(Article.class, event -> event.instance().setBody("second"));
                    signals.preSave()
                            .connect(
                                    Article.class,
                                    event -> event.instance().labels.add("third"));
                })
                .inTransaction(session -> session.find(Article.class, 1L).setTitle("x"), session -> {
                    Article article = session.find(Article.class, 1L);
                    article.setTitle("first");
                    article.setBody("second");
                    article.labels.add("third");
                })
                .addsNothing();
    }
}
