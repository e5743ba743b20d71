package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultMergeEventListener;
import org.hibernate.event.spi.EntityCopyObserver;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.MergeContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A merge of which the listeners of the library do not see the beginning. */
class MergesPastTheListenersIT {

    private final SameWork same = SameWork.of(Database.H2, Album.class, Song.class);

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void theListenersOfTheFactoryAreReplaced() {
        same.eachFactory(factory -> factory.sessionFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getEventListenerRegistry()
                .setListeners(EventType.MERGE, new DefaultMergeEventListener()));
        compare("replaced", Session::merge);
    }

    @Test
    void anExtensionMergesWithAContextOfItsOwn() {
        compare("context", (session, album) -> {
            EventSource source = (EventSource) session;
            source.merge("Album", album, new MergeContext(source, new Copies()));
        });
    }

    private static final class Copies implements EntityCopyObserver {

        @Override
        public void entityCopyDetected(Object managed, Object first, Object second, EventSource session) {}

        @Override
        public void topLevelMergeComplete(EventSource session) {}

        @Override
        public void clear() {}
    }

    private interface Merge {
        void in(Session session, Album album);
    }

    private void compare(String name, Merge merge) {
        same.compare(name, factory -> {
            factory.inTransaction(session -> {
                for (String table : List.of("Album_Song", "Album", "Song")) {
                    session.createNativeMutationQuery("delete from " + table).executeUpdate();
                }
            });
            factory.inTransaction(session -> merge.in(session, Album.with(1)));
            factory.inTransaction(session -> merge.in(session, Album.with(1, 2)));
            return List.of(factory.count("Album"), factory.count("Song"));
        });
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        long id = 1;

        @OneToMany(cascade = CascadeType.ALL)
        List<Song> songs = new ArrayList<>();

        static Album with(long... songs) {
            Album album = new Album();
            for (long id : songs) {
                Song song = new Song();
                song.id = id;
                album.songs.add(song);
            }
            return album;
        }
    }

    @Entity(name = "Song")
    static class Song {
        @Id
        long id;
    }
}
