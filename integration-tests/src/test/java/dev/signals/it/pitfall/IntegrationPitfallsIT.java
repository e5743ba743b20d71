package dev.signals.it.pitfall;

import static dev.signals.it.pitfall.Press.blog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.internal.boot.SignalsIntegrator;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.database.TestDatabase;
import dev.signals.it.pitfall.Entries.Code;
import dev.signals.it.pitfall.Entries.Line;
import dev.signals.it.pitfall.Press.Article;
import dev.signals.it.pitfall.Press.Comment;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.junit.jupiter.api.Test;

/** Pitfalls 25 to 27: versions of Hibernate, integrators, and validation by its events. */
@OnEveryDatabase
class IntegrationPitfallsIT {

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

    private final Database database;

    IntegrationPitfallsIT(Database database) {
        this.database = database;
    }

    @Test
    void p25_whateverDiffersBetweenTheVersionsOfHibernateIsFound() {
        blog(database)
                .inTransaction((session, log) -> {
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
        blog(database)
                .receivers(signals -> signals.preSave().connect(Code.class, event -> event.instance().text = "filled"))
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
        blog(database)
                .receivers(signals ->
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
}
