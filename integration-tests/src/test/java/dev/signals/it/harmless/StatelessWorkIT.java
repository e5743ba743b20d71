package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A stateless session writes the same with receivers that only read: one by one, many at once and in batches, also where it fails. Each
 * work is rolled back.
 */
@OnEveryDatabase
class StatelessWorkIT {

    private final SameWork same;

    StatelessWorkIT(Database database) {
        same = SameWork.of(database, Tool.class, Saw.class, Box.class, Tag.class);
        same.eachFactory(factory -> factory.inTransaction(session -> {
            for (long id = 1; id <= 4; id++) {
                Tag tag = new Tag();
                tag.label = "t" + id;
                session.persist(tag);
                Box box = new Box();
                box.id = id;
                box.words.addAll(List.of("a", "b"));
                box.tags.add(tag);
                Tool tool = id % 2 == 0 ? new Saw() : new Tool();
                tool.id = id;
                tool.name = "n" + id;
                session.persist(tool);
                box.tools.add(tool);
                session.persist(box);
                tool.box = box;
            }
        }));
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    private interface Work {
        Object in(StatelessSession session);
    }

    @Test
    void insertsAreTheSame() {
        compare("insert many", session -> {
            Box box = box(session, 10);
            session.insertMultiple(List.of(tool(11, box), saw(12, null), tag("x"), box, tag("y")));
            return List.of(box.id, box.version);
        });
        compare("transient reference", session -> {
            Tool tool = tool(40, box(session, 41));
            session.insert(tool);
            return 0;
        });
        compare("insert referenced later", session -> {
            Box box = box(session, 10);
            session.insertMultiple(List.of(box, tool(11, box), saw(12, box)));
            return box.version;
        });
        compare("insert the same twice", session -> {
            Box box = box(session, 10);
            session.insertMultiple(List.of(box, box));
            return 0;
        });
        compare("unique in the middle", session -> {
            try {
                session.insertMultiple(List.of(tag("z"), tag("t1"), tag("y")));
            } catch (RuntimeException e) {
                return e.getClass();
            }
            return 0;
        });
    }

    @Test
    void updatesAreTheSame() {
        compare("update many", session -> {
            List<Box> boxes = session.getMultiple(Box.class, List.of(1L, 2L, 3L, 99L));
            boxes.subList(0, 3).forEach(box -> {
                box.text = "changed";
                session.fetch(box.words);
                box.words.add("c");
                session.fetch(box.tools);
            });
            boxes.get(0).words = new ArrayList<>(List.of("q"));
            boxes.get(1).tools.clear();
            boxes.get(2).tags = null;
            session.updateMultiple(boxes.subList(0, 3));
            return boxes.get(0).version;
        });
        compare("update what is not fetched", session -> {
            Box box = session.get(Box.class, 1L);
            box.text = "c";
            session.update(box);
            box.text = "d";
            session.update(box);
            box.version = 0;
            session.update(box);
            return box.version;
        });
        compare("replaced reference", session -> {
            Tool tool = session.get(Tool.class, 1L);
            tool.box = session.get(Box.class, 2L);
            tool.name = null;
            session.update(tool);
            return Hibernate.isInitialized(tool.box);
        });
        compare("update an unfetched proxy", session -> {
            session.update(session.get(Tool.class, 1L).box);
            return 0;
        });
        compare("update a proxy", session -> {
            Tool tool = session.get(Tool.class, 1L);
            session.fetch(tool.box);
            tool.box.setText("p");
            session.update(tool.box);
            return 0;
        });
    }

    @Test
    void upsertsAreTheSame() {
        compare("upsert many", session -> {
            Box box = box(session, 20);
            box.version = 0;
            Box old = session.get(Box.class, 1L);
            old.text = "new";
            session.upsertMultiple(List.of(box, old, tool(1, old), tool(30, box), saw(31, box)));
            return old.version;
        });
        compare("upsert without reading", session -> {
            Tool tool = tool(1, null);
            session.upsert(tool);
            session.upsert(tool);
            session.delete(tool);
            session.upsert(tool);
            return tool.name;
        });
        compare("upsert a collection", session -> {
            Box box = session.get(Box.class, 2L);
            box.words = new ArrayList<>(List.of("u"));
            session.upsert(box);
            return box.version;
        });
    }

    @Test
    void deletionsAreTheSame() {
        compare("delete many", session -> {
            List<Box> boxes = session.getMultiple(Box.class, List.of(1L, 2L));
            session.fetch(boxes.get(0).words);
            boxes.get(1).words = null;
            session.deleteMultiple(boxes);
            session.deleteMultiple(session.getMultiple(Tool.class, List.of(3L, 4L)));
            return 0;
        });
        compare("delete by a new instance", session -> {
            Tool tool = tool(1, null);
            session.delete(tool);
            session.delete(tool);
            return 0;
        });
        compare("delete a proxy", session -> {
            Tool tool = session.get(Tool.class, 1L);
            session.delete(tool.box);
            return 0;
        });
        compare("delete a fetched proxy", session -> {
            Tool tool = session.get(Tool.class, 1L);
            session.fetch(tool.box);
            session.delete(tool.box);
            return 0;
        });
    }

    @Test
    void readsAreTheSame() {
        compare("refresh and lock", session -> {
            Box box = session.get(Box.class, 1L);
            box.text = "r";
            session.refresh(box);
            session.refresh(box, LockMode.PESSIMISTIC_WRITE);
            Box locked = session.get(Box.class, 2L, LockMode.PESSIMISTIC_FORCE_INCREMENT);
            return box.text + locked.version;
        });
    }

    @Test
    void batchesAreTheSame() {
        compare("batches", session -> {
            session.setJdbcBatchSize(3);
            for (long i = 50; i < 55; i++) {
                session.insert(tool(i, null));
            }
            List<Tool> tools = session.getMultiple(Tool.class, List.of(50L, 51L, 52L));
            tools.forEach(tool -> {
                tool.name = "b";
                session.update(tool);
            });
            tools.forEach(session::delete);
            return session.createSelectionQuery("select count(*) from Tool", Long.class)
                    .getSingleResult();
        });
        compare("a failing batch", session -> {
            session.setJdbcBatchSize(5);
            session.insert(tool(60, null));
            session.insert(tool(1, null));
            session.insert(tool(61, null));
            return 0;
        });
        compare("stale in a batch", session -> {
            session.setJdbcBatchSize(5);
            Box box = session.get(Box.class, 1L);
            box.version = 77;
            session.updateMultiple(List.of(session.get(Box.class, 2L), box));
            return 0;
        });
    }

    private void compare(String name, Work work) {
        same.compare(name, same.mixtures(), factory -> {
            try (StatelessSession session = factory.sessionFactory().openStatelessSession()) {
                var transaction = session.beginTransaction();
                Object answer;
                try {
                    answer = work.in(session) + rows(session);
                } finally {
                    transaction.rollback();
                }
                return answer;
            }
        });
    }

    private static String rows(StatelessSession session) {
        return session.createNativeQuery(
                        "select count(*) || '/' || max(version) || (select count(*) from Box_words) from Box",
                        String.class)
                .getSingleResult();
    }

    private static Box box(StatelessSession session, long id) {
        Box box = new Box();
        box.id = id;
        box.words.add("w");
        box.tags.add(session.get(
                Tag.class,
                session.createSelectionQuery("select min(id) from Tag", Long.class)
                        .getSingleResult()));
        return box;
    }

    private static Tag tag(String label) {
        Tag tag = new Tag();
        tag.label = label;
        return tag;
    }

    private static Tool tool(long id, Box box) {
        return filled(new Tool(), id, box);
    }

    private static Tool saw(long id, Box box) {
        return filled(new Saw(), id, box);
    }

    private static Tool filled(Tool tool, long id, Box box) {
        tool.id = id;
        tool.name = "n" + id;
        tool.box = box;
        return tool;
    }

    @Entity(name = "Tool")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Tool {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Box box;
    }

    @Entity(name = "Saw")
    static class Saw extends Tool {
        int teeth = 7;
    }

    @Entity(name = "Box")
    static class Box {
        @Id
        Long id;

        @Version
        @Column(name = "version")
        int version;

        String text = "a";

        @ElementCollection
        @OrderColumn(name = "pos")
        List<String> words = new ArrayList<>();

        @ManyToMany
        Set<Tag> tags = new HashSet<>();

        @OneToMany
        @JoinColumn(name = "in_box")
        List<Tool> tools = new ArrayList<>();

        void setText(String text) {
            this.text = text;
        }
    }

    @Entity(name = "Tag")
    @SoftDelete
    static class Tag {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @NaturalId(mutable = true)
        String label;
    }
}
