package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A bag, a list or a map may hold an element more than once. The other side refers to its owner as long as one of the rows is
 * there.
 */
class RepeatedElementsIT {

    @Entity(name = "Album")
    static class Album {
        @Id
        Long id;

        @ManyToMany
        List<Song> bag = new ArrayList<>();

        @ManyToMany
        @OrderColumn
        @JoinTable(name = "album_list")
        List<Song> list = new ArrayList<>();

        @ManyToMany
        @MapKeyColumn(name = "place")
        @JoinTable(name = "album_map")
        Map<Integer, Song> map = new HashMap<>();
    }

    @Entity(name = "Song")
    static class Song {
        @Id
        Long id;

        @ManyToMany(mappedBy = "bag")
        List<Album> inBag = new ArrayList<>();

        @ManyToMany(mappedBy = "list")
        List<Album> inList = new ArrayList<>();

        @ManyToMany(mappedBy = "map")
        List<Album> inMap = new ArrayList<>();
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Album.class, Song.class);
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void save() {
        factory.inTransaction(session -> {
            Song twice = song(1);
            Song once = song(2);
            session.persist(twice);
            session.persist(once);
            Album album = new Album();
            album.id = 1L;
            album.bag.addAll(List.of(twice, twice, once));
            album.list.addAll(List.of(twice, twice, once));
            album.map.putAll(Map.of(1, twice, 2, twice, 3, once));
            session.persist(album);
        });
        factory.signals()
                .m2mChanged()
                .connect(Album.class, "bag", event -> log.add("bag " + event.action() + event.pks()));
        for (String attribute : List.of("inBag", "inList", "inMap")) {
            factory.signals()
                    .m2mChanged()
                    .connect(
                            Song.class,
                            attribute,
                            event -> log.add(event.instance().id + " " + event.attribute() + " " + event.action()));
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private static Song song(long id) {
        Song song = new Song();
        song.id = id;
        return song;
    }

    private void change(BiConsumer<Album, Song> work) {
        factory.inTransaction(session -> work.accept(session.find(Album.class, 1L), session.find(Song.class, 1L)));
    }

    @Test
    void oneOfTwoRowsIsRemoved() {
        change((album, song) -> {
            album.bag.remove(song);
            album.list.remove(song);
            album.map.remove(1);
        });

        assertThat(log).containsExactly("bag pre_remove[1]", "bag post_remove[1]");
    }

    @Test
    void anotherRowIsAdded() {
        change((album, song) -> {
            album.bag.add(song);
            album.list.add(song);
            album.map.put(4, song);
        });

        assertThat(log).containsExactly("bag pre_add[1]", "bag post_add[1]");
    }

    @Test
    void allRowsAreRemoved() {
        change((album, song) -> {
            List<Song> both = List.of(song);
            album.bag.removeAll(both);
            album.list.removeAll(both);
            album.map.values().removeAll(both);
        });

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "bag pre_remove[1]",
                        "1 inBag pre_remove",
                        "1 inList pre_remove",
                        "1 inMap pre_remove",
                        "bag post_remove[1]",
                        "1 inBag post_remove",
                        "1 inList post_remove",
                        "1 inMap post_remove");
    }

    @Test
    void aCollectionIsReplacedByOneWithMoreRows() {
        change((album, song) -> {
            Hibernate.initialize(album.list);
            album.list = new ArrayList<>(List.of(song, song, song));
        });

        assertThat(log).containsExactly("2 inList pre_remove", "2 inList post_remove");
    }

    @Test
    void aNewElementIsAddedTwice() {
        factory.inTransaction(session -> {
            Song added = song(3);
            session.persist(added);
            Album album = session.find(Album.class, 1L);
            album.list.add(added);
            album.list.add(added);
        });

        assertThat(log).containsExactly("3 inList pre_add", "3 inList post_add");
    }
}
