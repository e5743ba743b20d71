package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.M2mAction;
import dev.signals.hibernate.event.M2mChanged;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Methods with {@code @Receiver} for an attribute with {@code mappedBy}. */
@OnEveryDatabase
class InverseSideMethodsIT {

    private final TestFactory factory;

    InverseSideMethodsIT(Database database) {
        factory = TestFactory.of(database, Song.class, Mood.class, Album.class);
    }

    @Entity(name = "Song")
    static class Song {
        @Id
        @GeneratedValue
        Long id;

        @ManyToMany
        Set<Mood> moods = new HashSet<>();

        @ManyToOne
        Album album;
    }

    @Entity(name = "Mood")
    static class Mood {
        @Id
        @GeneratedValue
        Long id;

        @ManyToMany(mappedBy = "moods")
        Set<Song> songs = new HashSet<>();
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "album")
        List<Song> tracks = new ArrayList<>();
    }

    static final class Catalogue {
        private final List<String> log = new ArrayList<>();

        @Receiver(attribute = "songs")
        void moods(M2mChanged<Mood> event) {
            log(event);
        }

        @Receiver(attribute = "tracks")
        void albums(M2mChanged<Album> event) {
            log(event);
        }

        private void log(M2mChanged<?> event) {
            if (event.action() == M2mAction.POST_ADD || event.action() == M2mAction.POST_REMOVE) {
                log.add(event.action() + " " + event.attribute() + " of " + event.id() + " " + event.pks() + " "
                        + event.reverse());
            }
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void theyHearOfWhatTheOtherSideWrites() {
        Mood mood = factory.saved(new Mood());
        Album first = factory.saved(new Album());
        Album second = factory.saved(new Album());
        Catalogue catalogue = new Catalogue();
        factory.signals().register(catalogue);

        Song song = new Song();
        song.moods.add(mood);
        song.album = first;
        factory.saved(song);
        factory.inTransaction(session -> {
            Song found = session.find(Song.class, song.id);
            found.moods.clear();
            found.album = session.getReference(Album.class, second.id);
        });

        assertThat(catalogue.log)
                .containsExactlyInAnyOrder(
                        "post_add songs of " + mood.id + " [" + song.id + "] true",
                        "post_add tracks of " + first.id + " [" + song.id + "] true",
                        "post_remove songs of " + mood.id + " [" + song.id + "] true",
                        "post_remove tracks of " + first.id + " [" + song.id + "] true",
                        "post_add tracks of " + second.id + " [" + song.id + "] true");
    }
}
