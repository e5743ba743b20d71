package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.ModelEvent;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.Zoo.Article;
import dev.signals.it.model.Zoo.Author;
import dev.signals.it.model.Zoo.Line;
import dev.signals.it.model.Zoo.Note;
import dev.signals.it.model.Zoo.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work whose writes are not announced, or announced as raw. */
@OnEveryDatabase
class WriteModesIT {

    private final TestFactory factory;
    private final FactorySignals signals;
    private final EventLog log;

    WriteModesIT(Database database) {
        factory = TestFactory.of(database, Zoo.entities());
        signals = factory.signals();
        log = EventLog.of(signals);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void workWithoutSignalsIsWrittenInSilenceBetweenWhatIsNot() {
        factory.inTransaction(session -> {
            session.persist(new Note("before"));
            signals.withoutSignals(session, () -> {
                session.persist(new Note("silent"));
                session.persist(new Line());
            });
            session.persist(new Author("after"));
        });
        assertThat(log.lines())
                .containsExactly(
                        "pre_save Note new",
                        "post_save Note created",
                        "pre_save Author new",
                        "post_save Author created");
        assertThat(factory.count("Note")).isEqualTo(2);
    }

    @Test
    void workWithoutSignalsHasAResultAndThrowsWhatItThrows() {
        factory.inTransaction(session -> {
            Note note = signals.withoutSignals(session, () -> {
                Note made = new Note("silent");
                session.persist(made);
                return made;
            });
            assertThat(note.id).isNotNull();
            assertThatThrownBy(() -> signals.withoutSignals(session, () -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            session.persist(new Author("heard"));
        });
        assertThat(log.lines()).containsExactly("pre_save Author new", "post_save Author created");
    }

    @Test
    void removalsAndChangesWithoutSignalsAreSilent() {
        Note note = factory.saved(new Note("a"));
        Author author = factory.saved(new Author("a"));
        log.clear();
        factory.inTransaction(session -> signals.withoutSignals(session, () -> {
            session.remove(session.find(Note.class, note.id));
            session.find(Author.class, author.id).name = "b";
        }));
        assertThat(log.lines()).isEmpty();
        assertThat(factory.count("Note")).isZero();
        assertThat(factory.sql("select name from Author")).isEqualTo("b");
    }

    @Test
    void inFlushModeManualNothingIsFlushed() {
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            signals.withoutSignals(session, () -> session.persist(new Note("a")));
            assertThat(log.lines()).isEmpty();
            session.flush();
        });
        assertThat(log.lines()).containsExactly("post_save Note created");
    }

    @Test
    void aReceiverWorksWithoutSignals() {
        signals.postSave()
                .connect(
                        Note.class,
                        event -> signals.withoutSignals(
                                event.session(), () -> event.session().persist(new Author("quiet"))));
        factory.inTransaction(session -> session.persist(new Note("a")));
        assertThat(log.lines()).containsExactly("pre_save Note new", "post_save Note created");
        assertThat(factory.count("Author")).isEqualTo(1);
    }

    private static void rawWork(Session session) {
        Article article = new Article("a");
        Tag tag = new Tag();
        session.persist(tag);
        article.tags.add(tag);
        article.labels.add("l");
        session.persist(article);
        session.flush();
        article.title = "b";
        session.flush();
        session.remove(article);
    }

    @Test
    void everyEventOfRawWorkIsRawAndNoOther() {
        List<String> raws = new ArrayList<>();
        List<String> others = new ArrayList<>();
        note(raws, others);
        factory.inTransaction(session -> {
            session.persist(new Note("before"));
            signals.raw(session, () -> rawWork(session));
            session.persist(new Note("after"));
        });
        assertThat(others)
                .containsExactly(
                        "pre_save Note",
                        "post_save Note",
                        "pre_save Note",
                        "post_save Note",
                        "changed Note",
                        "changed Tag",
                        "changed Note");
        assertThat(raws)
                .containsExactlyInAnyOrder(
                        "pre_save Tag",
                        "pre_save Article",
                        "m2m_changed Article",
                        "post_save Tag",
                        "post_save Article",
                        "m2m_changed Article",
                        "collection_changed Article",
                        "pre_save Article",
                        "post_save Article",
                        "pre_delete Article",
                        "m2m_changed Article",
                        "m2m_changed Article",
                        "collection_changed Article",
                        "post_delete Article");
    }

    private void note(List<String> raws, List<String> others) {
        signals.preSave().connect(event -> note(event, raws, others));
        signals.postSave().connect(event -> note(event, raws, others));
        signals.preDelete().connect(event -> note(event, raws, others));
        signals.postDelete().connect(event -> note(event, raws, others));
        signals.m2mChanged().connect(event -> note(event, raws, others));
        signals.collectionChanged().connect(event -> note(event, raws, others));
        signals.changed().connect(event -> note(event, raws, others));
    }

    private static void note(ModelEvent<?> event, List<String> raws, List<String> others) {
        (event.raw() ? raws : others)
                .add(event.toString().replaceAll(" .*", "") + " "
                        + event.sender().getSimpleName());
    }

    @Test
    void whatAReceiverWritesRawIsRawThoughItIsAnnouncedLater() {
        List<String> raws = new ArrayList<>();
        List<String> others = new ArrayList<>();
        signals.postSave()
                .connect(
                        Note.class,
                        event -> signals.raw(
                                event.session(), () -> event.session().persist(new Author("raw"))));
        signals.postSave().connect(event -> note(event, raws, others));
        factory.inTransaction(session -> session.persist(new Note("a")));
        assertThat(others).containsExactly("post_save Note");
        assertThat(raws).containsExactly("post_save Author");
    }

    @Test
    void twoWritesThatAreAnnouncedAsOneAreRawOnlyIfBothAre() {
        List<String> raws = new ArrayList<>();
        signals.postSave().connect(Line.class, event -> raws.add(event.instance().text + (event.raw() ? " raw" : "")));
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            Line first = new Line("a");
            Line second = new Line("b");
            Line both = new Line("c");
            signals.raw(session, () -> {
                session.persist(first);
                session.persist(both);
            });
            session.persist(second);
            first.text = "inserted";
            session.flush();
        });
        assertThat(raws).containsExactly("inserted", "c raw", "b");
        raws.clear();
        factory.inTransaction(session -> {
            session.setHibernateFlushMode(FlushMode.MANUAL);
            Line line = new Line("a");
            session.persist(line);
            signals.raw(session, () -> {
                line.text = "updated";
                session.flush();
            });
        });
        assertThat(raws).containsExactly("updated");
    }

    @Test
    void workWithAReasonIsNotRaw() {
        List<Boolean> raws = new ArrayList<>();
        signals.postSave().connect(Note.class, event -> raws.add(event.raw()));
        factory.inTransaction(session -> signals.because(session, "why", () -> session.persist(new Note("a"))));
        assertThat(raws).containsExactly(false);
    }
}
