package dev.signals.it.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Getters that give away copies or views of their collections: for Hibernate each answer is another collection, which it writes as a
 * whole at each flush. Receivers that only read are no reason for another flush.
 */
@OnEveryDatabase
class CopyingGettersIT {

    private final SameWork same;

    CopyingGettersIT(Database database) {
        same = SameWork.of(database, Team.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aNewEntityIsWrittenOnce() {
        compare((session, team) -> {});
    }

    @Test
    void aNewEntityThatIsFlushedIsWrittenAsOftenAsWithoutReceivers() {
        compare((session, team) -> {
            session.flush();
            session.flush();
        });
    }

    @Test
    void anEntityWhoseNameIsChangedIsWrittenOnce() {
        compare((session, team) -> {
            session.flush();
            team.setName("b");
        });
    }

    @Test
    void aQueryWritesAsOftenAsWithoutReceivers() {
        compare((session, team) -> {
            team.setName("b");
            assertThat(session.createSelectionQuery("from Team", Team.class).getResultList())
                    .hasSize(1);
            team.setName("c");
        });
    }

    @Test
    void whatAReceiverAddsIsWritten() {
        same.compareByHand(
                "by a receiver",
                factory -> rowOf(factory, (session, team) -> {
                    session.flush();
                    team.addPart("added");
                }),
                signals -> signals.postSave().connect(Team.class, event -> {
                    if (event.created()) {
                        event.instance().addPart("added");
                    }
                }),
                factory -> rowOf(factory, (session, team) -> {}));
    }

    @Test
    void whatAReceiverReplacesIsWritten() {
        same.compareByHand(
                "by a receiver",
                factory -> rowOf(factory, (session, team) -> {
                    session.flush();
                    team.renameFirst("c");
                }),
                signals -> signals.postSave().connect(Team.class, event -> {
                    if (event.created()) {
                        event.instance().renameFirst("c");
                    }
                }),
                factory -> rowOf(factory, (session, team) -> {}));
    }

    private void compare(BiConsumer<Session, Team> edit) {
        same.compare("edit", factory -> rowOf(factory, edit));
    }

    private static List<?> rowOf(TestFactory factory, BiConsumer<Session, Team> edit) {
        factory.inTransaction(session -> {
            Team team = new Team();
            session.persist(team);
            edit.accept(session, team);
        });
        return factory.fromTransaction(session -> {
            Team team = session.createSelectionQuery("from Team", Team.class).getSingleResult();
            session.remove(team);
            return List.of(team.getName(), team.getVersion(), List.copyOf(team.getParts()), List.of(team.getNames()));
        });
    }

    /** What only copies of are given away. */
    @Entity(name = "Team")
    static class Team {
        private Long id;
        private int version;
        private String name = "a";
        private List<String> parts = new ArrayList<>(List.of("1"));
        private List<Integer> numbers = new ArrayList<>(List.of(1000));
        private Map<String, Integer> counts = new HashMap<>(Map.of("1", 1000));
        private Set<Team> others = new HashSet<>();
        private String[] names = {"a", "b"};

        @Id
        @GeneratedValue
        public Long getId() {
            return id;
        }

        public void setId(Long id) {
            this.id = id;
        }

        @Version
        public int getVersion() {
            return version;
        }

        public void setVersion(int version) {
            this.version = version;
        }

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        @ElementCollection
        public List<String> getParts() {
            return Collections.unmodifiableList(parts);
        }

        public void setParts(List<String> parts) {
            this.parts = new ArrayList<>(parts);
        }

        void addPart(String part) {
            parts.add(part);
        }

        @ElementCollection
        @OrderColumn
        public List<Integer> getNumbers() {
            return numbers.stream().map(number -> number + 0).toList();
        }

        public void setNumbers(List<Integer> numbers) {
            this.numbers = new ArrayList<>(numbers);
        }

        @ElementCollection
        public Map<String, Integer> getCounts() {
            return Map.copyOf(counts);
        }

        public void setCounts(Map<String, Integer> counts) {
            this.counts = new HashMap<>(counts);
        }

        @ManyToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "team_others")
        public Set<Team> getOthers() {
            return Collections.unmodifiableSet(others);
        }

        public void setOthers(Set<Team> others) {
            this.others = new HashSet<>(others);
        }

        @ElementCollection
        @OrderColumn
        public String[] getNames() {
            return names.clone();
        }

        public void setNames(String[] names) {
            this.names = names;
        }

        void renameFirst(String name) {
            names[0] = name;
        }
    }
}
