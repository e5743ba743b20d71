package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which attributes events tell, and the identifier before Hibernate has taken it up. */
@OnEveryDatabase
class AttributesOfEventsIT {

    static class LineKey implements Serializable {
        private static final long serialVersionUID = 1L;

        Long sheet;
        int position;

        LineKey() {}

        LineKey(Long sheet, int position) {
            this.sheet = sheet;
            this.position = position;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LineKey key && Objects.equals(key.sheet, sheet) && key.position == position;
        }

        @Override
        public int hashCode() {
            return position;
        }

        @Override
        public String toString() {
            return sheet + "/" + position;
        }
    }

    @Entity(name = "Line")
    @IdClass(LineKey.class)
    static class Line {
        @Id
        Long sheet;

        @Id
        int position;

        String text;
    }

    /** One of the parts is made by Hibernate. */
    @Entity(name = "Draft")
    @IdClass(LineKey.class)
    static class Draft {
        @Id
        @GeneratedValue
        Long sheet;

        @Id
        int position;
    }

    @Embeddable
    record Place(String town, Integer number) implements Serializable {}

    @Entity(name = "House")
    static class House {
        @EmbeddedId
        Place place;

        String color;
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "owner_id", nullable = false)
        @OrderColumn
        List<Item> items = new ArrayList<>();
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        @GeneratedValue
        Long id;

        String text;

        @Column(name = "of_underscore")
        String _text;

        @ElementCollection
        Set<String> words = new TreeSet<>();
    }

    @Entity(name = "Visa")
    static class Visa {
        @Id
        Long id;

        @MapsId
        @OneToOne(fetch = FetchType.LAZY)
        Owner owner;

        String text;
    }

    static class PartKey implements Serializable {
        private static final long serialVersionUID = 1L;

        Long owner;
        String name;

        @Override
        public boolean equals(Object other) {
            return other instanceof PartKey key && Objects.equals(key.owner, owner) && Objects.equals(key.name, name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(owner, name);
        }

        @Override
        public String toString() {
            return owner + "/" + name;
        }
    }

    @Entity(name = "Part")
    @IdClass(PartKey.class)
    static class Part {
        @Id
        @ManyToOne
        Owner owner;

        @Id
        String name;

        String text;
    }

    private final TestFactory factory;
    private final List<String> log = new ArrayList<>();

    AttributesOfEventsIT(Database database) {
        factory = TestFactory.of(
                database, Line.class, Draft.class, House.class, Owner.class, Item.class, Visa.class, Part.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    private void listen(Class<?> entity) {
        factory.signals().preSave().connect(entity, event -> log.add("pre " + new TreeSet<>(event.updateFields())));
        factory.signals().postSave().connect(entity, event -> log.add("post " + new TreeSet<>(event.updateFields())));
        factory.signals()
                .postDelete()
                .connect(
                        entity,
                        event -> log.add(
                                "deleted " + new TreeSet<>(event.deletedState().keySet())));
        factory.signals()
                .changed()
                .connect(
                        entity,
                        event -> log.add(event.kind() + " "
                                + new TreeSet<>(event.changes().attributes())));
    }

    private void persist(Object entity) {
        factory.inTransaction(session -> session.persist(entity));
    }

    private void remove(Class<?> entity) {
        factory.inTransaction(session -> session.createSelectionQuery("from " + entity.getSimpleName(), entity)
                .getResultList()
                .forEach(session::remove));
    }

    @Test
    void ofAnEntityWithAnIdClassOnlyTheOtherAttributesAreTold() {
        listen(Line.class);
        persist(line());
        remove(Line.class);

        assertThat(log)
                .containsExactly("pre [text]", "post [text]", "CREATED [text]", "deleted [text]", "DELETED [text]");
    }

    @Test
    void theAssociationThatIsTheIdentifierIsNoChange() {
        Owner owner = new Owner();
        persist(owner);
        listen(Visa.class);
        factory.inTransaction(session -> {
            Visa visa = new Visa();
            visa.owner = session.find(Owner.class, owner.id);
            visa.text = "t";
            session.persist(visa);
        });
        factory.inTransaction(session -> session.find(Visa.class, owner.id).text = "u");
        remove(Visa.class);

        assertThat(log)
                .filteredOn(line -> !line.startsWith("deleted"))
                .allMatch(line -> line.endsWith(" [text]"))
                .hasSize(7);
    }

    @Test
    void theReferenceThatHibernateKeepsForAListOfTheOtherSideIsNoAttribute() {
        listen(Item.class);
        Owner owner = new Owner();
        Item item = new Item();
        item.text = "t";
        item._text = "u";
        owner.items.add(item);
        persist(owner);
        factory.inTransaction(
                session -> session.find(Owner.class, owner.id).items.clear());
        remove(Item.class);

        assertThat(log)
                .contains("pre [_text, text]", "post [_text, text]", "CREATED [_text, text]")
                .allMatch(line -> line.endsWith(" [_text, text]"));
    }

    private static Line line() {
        Line line = new Line();
        line.sheet = 1L;
        line.position = 0;
        line.text = "t";
        return line;
    }

    private List<Object> idsBeforeTheSaveOf(Object entity) {
        List<Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(entity.getClass(), event -> ids.add(event.id()));
        persist(entity);
        return ids;
    }

    @Test
    void anIdentifierOfSeveralAttributesIsKnownBeforeTheSave() {
        assertThat(idsBeforeTheSaveOf(line())).containsExactly(new LineKey(1L, 0));
    }

    @Test
    void anEmbeddedIdentifierIsKnownBeforeTheSave() {
        House house = new House();
        house.place = new Place("Rome", 1);
        assertThat(idsBeforeTheSaveOf(house)).containsExactly(new Place("Rome", 1));
    }

    @Test
    void anIdentifierOfWhichHibernateMakesAPartIsNotKnownBeforeTheSave() {
        Draft draft = new Draft();
        draft.position = 2;
        List<Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(Draft.class, event -> ids.add(event.id()));
        factory.signals().postSave().connect(Draft.class, event -> ids.add(event.id()));
        persist(draft);

        assertThat(ids).containsExactly(null, new LineKey(draft.sheet, 2));
    }

    @Test
    void anIdentifierDerivedFromAnotherEntityIsKnownWithThat() {
        Owner owner = new Owner();
        persist(owner);
        List<Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(Part.class, event -> ids.add(event.id()));
        factory.inTransaction(session -> {
            Owner fresh = new Owner();
            session.persist(part(session.find(Owner.class, owner.id)));
            Part ofNew = part(fresh);
            factory.signals();
            session.persist(fresh);
            session.persist(ofNew);
        });

        assertThat(ids).hasSize(2).first().hasToString(owner.id + "/p");
    }

    @Test
    void anIdentifierThatIsMappedFromANewEntityIsNotKnownBeforeTheSave() {
        List<Object> ids = new ArrayList<>();
        factory.signals().preSave().connect(Visa.class, event -> ids.add(event.id()));
        factory.inTransaction(session -> {
            Visa visa = new Visa();
            visa.owner = new Owner();
            session.persist(visa.owner);
            session.persist(visa);
        });

        assertThat(ids).hasSize(1).containsOnlyNulls();
    }

    private static Part part(Owner owner) {
        Part part = new Part();
        part.owner = owner;
        part.name = "p";
        return part;
    }
}
