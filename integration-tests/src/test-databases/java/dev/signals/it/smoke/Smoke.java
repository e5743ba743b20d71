package dev.signals.it.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.QuietUpdate;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The signals of a small model on one database. */
abstract class Smoke {

    private SessionFactory factory;
    private final List<String> calls = new ArrayList<>();

    /** The settings {@code jakarta.persistence.jdbc.*} of an empty database. */
    abstract Map<String, String> settings();

    @Entity(name = "Song")
    static class Song {
        @Id
        long id = 1; // not generated: the dialect of SQLite does not get it back

        String title = "a";

        @Version
        int version;

        @ManyToMany
        Set<Singer> singers = new LinkedHashSet<>();
    }

    @Entity(name = "Singer")
    static class Singer {
        @Id
        long id = 1;
    }

    @BeforeEach
    void connect() {
        Configuration configuration = new Configuration();
        settings().forEach(configuration::setProperty);
        factory = configuration
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .addAnnotatedClass(Song.class)
                .addAnnotatedClass(Singer.class)
                .buildSessionFactory();
        FactorySignals signals = ModelSignals.of(factory);
        signals.preSave().connect(Song.class, event -> calls.add("PRE_SAVE"));
        signals.postSave().connect(Song.class, event -> calls.add("POST_SAVE " + event.created()));
        signals.preDelete().connect(Song.class, event -> calls.add("PRE_DELETE"));
        signals.postDelete().connect(Song.class, event -> calls.add("POST_DELETE"));
        signals.m2mChanged()
                .connect(
                        Song.class,
                        event -> calls.add(event.action() + " " + event.pks().size()));
        signals.changed().connect(Song.class, event -> calls.add("CHANGED " + event.kind()));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private Song saved() {
        Song song = new Song();
        factory.inTransaction(session -> session.persist(song));
        calls.clear();
        return song;
    }

    @Test
    void aNewEntityIsAnnounced() {
        factory.inTransaction(session -> session.persist(new Song()));

        assertThat(calls).containsExactly("PRE_SAVE", "POST_SAVE true", "CHANGED CREATED");
    }

    @Test
    void aChangedEntityIsAnnounced() {
        Song song = saved();

        factory.inTransaction(session -> session.find(Song.class, song.id).title = "b");

        assertThat(calls).containsExactly("PRE_SAVE", "POST_SAVE false", "CHANGED UPDATED");
    }

    @Test
    void aRemovedEntityIsAnnounced() {
        Song song = saved();

        factory.inTransaction(session -> session.remove(session.find(Song.class, song.id)));

        assertThat(calls)
                .containsExactly("PRE_DELETE", "pre_clear 0", "post_clear 0", "POST_DELETE", "CHANGED DELETED");
    }

    @Test
    void aChangedAssociationIsAnnounced() {
        Song song = saved();

        factory.inTransaction(session -> {
            Singer singer = new Singer();
            session.persist(singer);
            session.find(Song.class, song.id).singers.add(singer);
        });

        assertThat(calls).containsExactly("pre_add 1", "post_add 1");
    }

    @Test
    void whatIsRolledBackIsNotSentAfterTheCommit() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.persist(new Song());
                    session.flush();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(calls).containsExactly("PRE_SAVE", "POST_SAVE true");
    }

    @Test
    void aReceiverWritesWithoutSignals() {
        Song song = saved();
        ModelSignals.of(factory)
                .postSave()
                .connect(
                        Song.class,
                        event -> QuietUpdate.of(event.session(), event.instance())
                                .set("title", "quiet")
                                .execute());

        factory.inTransaction(session -> session.find(Song.class, song.id).title = "b");

        assertThat(calls).containsExactly("PRE_SAVE", "POST_SAVE false", "CHANGED UPDATED");
        assertThat(factory.<String>fromTransaction(session -> title(session, song)))
                .isEqualTo("quiet");
    }

    private static String title(Session session, Song song) {
        return session.find(Song.class, song.id).title;
    }
}
