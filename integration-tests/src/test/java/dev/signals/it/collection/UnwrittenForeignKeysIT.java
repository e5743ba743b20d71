package dev.signals.it.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Foreign keys that an attribute reads and does not write: only what is written is a change of the other side. */
@OnEveryDatabase
class UnwrittenForeignKeysIT {

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        Long id = 0L;

        @OneToMany(mappedBy = "first")
        List<Volume> firsts = new ArrayList<>();

        @OneToMany(mappedBy = "now")
        List<Volume> nows = new ArrayList<>();

        Shelf() {}

        Shelf(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Volume")
    static class Volume {
        @Id
        Long id = 1L;

        @ManyToOne
        @JoinColumn(updatable = false)
        @Nullable
        Shelf first;

        @ManyToOne
        @JoinColumn(insertable = false)
        @Nullable
        Shelf now;
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    UnwrittenForeignKeysIT(Database database) {
        factory = TestFactory.of(database, Shelf.class, Volume.class);
    }

    @BeforeEach
    void twoShelves() {
        factory.inTransaction(session -> {
            session.persist(new Shelf(1));
            session.persist(new Shelf(2));
        });
        for (String side : List.of("firsts", "nows")) {
            factory.signals()
                    .m2mChanged()
                    .connect(Shelf.class, side, event -> log.add(event.action() + " " + side + " " + event.id()));
        }
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatAnInsertLeavesOutAndWhatAnUpdateLeavesOutIsNotAnnounced() {
        factory.inTransaction(session -> {
            Volume volume = new Volume();
            volume.first = session.find(Shelf.class, 1L);
            volume.now = session.find(Shelf.class, 1L);
            session.persist(volume);
        });
        assertThat(log).containsExactly("pre_add firsts 1", "post_add firsts 1");
        log.clear();

        factory.inTransaction(session -> {
            Volume volume = session.find(Volume.class, 1L);
            volume.first = session.find(Shelf.class, 2L);
            volume.now = session.find(Shelf.class, 2L);
        });

        assertThat(log).containsExactly("pre_add nows 2", "post_add nows 2");
        assertThat(factory.count("Volume where first_id = 1 and now_id = 2")).isEqualTo(1);
    }
}
