package dev.signals.it.model;

import static dev.signals.hibernate.ModelSignals.afterCommit;
import static dev.signals.hibernate.ModelSignals.onChange;
import static dev.signals.it.model.People.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.model.People.Address;
import dev.signals.it.model.People.Country;
import dev.signals.it.model.People.Passport;
import dev.signals.it.model.People.Person;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Old and new values in PRE_SAVE and POST_SAVE, and the values of what was deleted. */
@OnEveryDatabase
class ChangesIT {

    private final TestFactory factory;
    private final List<String> pre = new ArrayList<>();

    private final List<String> post = new ArrayList<>();

    ChangesIT(Database database) {
        factory = TestFactory.of(database, Person.class, Country.class, Passport.class);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void anUpdateTellsOldAndNewValues() {
        Long id = saved("Ann", null);
        listen();

        factory.inTransaction(session -> session.find(Person.class, id).name = "Anna");

        assertThat(pre).containsExactly("name: Ann -> Anna");
        assertThat(post).containsExactly("name: Ann -> Anna");
    }

    @Test
    void aReceiverHearsOfChangesOfSomeAttributesOnly() {
        Long id = saved("Ann", new Address("Main Street", "Rome"));
        factory.signals().preSave().connect(Person.class, event -> pre.add("city"), onChange("address.city"));
        factory.signals().postSave().connect(Person.class, event -> post.add("any"), onChange("boss", "address"));

        factory.inTransaction(session -> session.find(Person.class, id).name = "Anna");
        factory.inTransaction(session -> session.find(Person.class, id).address.street = "Side Street");
        factory.inTransaction(session -> session.find(Person.class, id).address.city = "Milan");

        assertThat(pre).containsExactly("city");
        assertThat(post).containsExactly("any", "any");
    }

    @Test
    void onChangeNamesOnlyWhatASaveCanTell() {
        for (String name : List.of("nam", "nicknames", "passport", "version", "address.zip", "")) {
            assertThatThrownBy(() ->
                            factory.signals().postSave().connect(Person.class, event -> {}, onChange("name", name)))
                    .hasMessageEndingWith(
                            "there is no attribute \"" + name + "\" that a save reports changes of; there are address,"
                                    + " address.city, address.country, address.street, birthplace, boss, name, picture");
        }
        assertThatThrownBy(() -> onChange()).hasMessageStartingWith("onChange() names no attribute");
        assertThat(factory.signals().postSave().signal().connections()).isEmpty();
    }

    @Test
    void ofANewEntityEveryValueIsAChange() {
        listen();

        Long id = saved("Ann", new Address("Main Street", "Rome"));

        assertThat(pre)
                .containsExactly("address.city: null -> Rome, address.street: null -> Main Street, name: null -> Ann");
        assertThat(post).isEqualTo(pre);
        assertThat(id).isNotNull();
    }

    @Test
    void theCreationTellsTheFinalStateNotThatOfThePersist() {
        listen();

        factory.inTransaction(session -> {
            Person person = new Person();
            person.name = "Ann";
            session.persist(person);
            person.name = "Anna";
        });

        assertThat(post).containsExactly("name: null -> Anna");
    }

    @Test
    void anIdentityRowTellsItsFinalStateToo() {
        List<Object> numbers = new ArrayList<>();
        factory.signals()
                .postSave()
                .connect(
                        Passport.class,
                        e -> numbers.add(e.changes().get("number").newValue()));

        factory.inTransaction(session -> {
            Passport passport = new Passport();
            passport.number = "1";
            session.persist(passport);
            passport.number = "2";
        });

        assertThat(numbers).containsExactly("2");
    }

    @Test
    void anEmbeddableTellsWhichOfItsAttributesHasChanged() {
        Long id = saved("Ann", new Address("Main Street", "Rome"));
        listen();

        factory.inTransaction(session -> session.find(Person.class, id).address.city = "Pisa");
        factory.inTransaction(session -> session.find(Person.class, id).address = new Address("Main Street", "Bari"));
        factory.inTransaction(session -> session.find(Person.class, id).address = null);

        assertThat(post)
                .containsExactly(
                        "address.city: Rome -> Pisa",
                        "address.city: Pisa -> Bari",
                        "address.city: Bari -> null, address.street: Main Street -> null");
        assertThat(pre).isEqualTo(post);
    }

    @Test
    void anAssociationIsToldByIdentifierAndNotLoaded() {
        Long ann = saved("Ann", null);
        Long bob = saved("Bob", null);
        Long eve = saved("Eve", null);
        factory.inTransaction(session -> session.find(Person.class, eve).boss = session.find(Person.class, ann));
        listen();
        factory.statements().clear();

        factory.inTransaction(
                session -> session.find(Person.class, eve).boss = session.getReference(Person.class, bob));

        assertThat(pre).containsExactly("boss: " + ann + " -> " + bob);
        assertThat(post).isEqualTo(pre);
        // The passport is the far side of a one-to-one, which Hibernate cannot make a proxy of.
        assertThat(factory.statements().all()).containsOnlyOnce("update person").doesNotContain("select country");
        assertThat(factory.statements().all().stream().filter("select person"::equals))
                .hasSize(1);
    }

    @Test
    void aNewAssociatedEntityHasNoIdentifierBeforeAndOneAfter() {
        Long ann = saved("Ann", null);
        factory.signals().preSave().connect(Person.class, event -> pre.add(line(event.changes())));
        factory.signals().postSave().connect(Person.class, event -> post.add(line(event.changes())));

        factory.inTransaction(session -> {
            Person boss = new Person();
            boss.name = "Boss";
            session.find(Person.class, ann).boss = boss;
        });

        assertThat(pre).containsExactlyInAnyOrder("name: null -> Boss", "boss: null -> null");
        Object bossId = factory.sql("select id from Person where name = 'Boss'");
        assertThat(post).containsExactly("name: null -> Boss", "boss: null -> " + bossId);
    }

    @Test
    void anAssociationInsideAnEmbeddableIsToldByIdentifier() {
        factory.inTransaction(session -> session.persist(new Country("it")));
        Long id = saved("Ann", new Address("Main Street", "Rome"));
        listen();

        factory.inTransaction(
                session -> session.find(Person.class, id).address.country = session.getReference(Country.class, "it"));

        assertThat(post).containsExactly("address.country: null -> it");
    }

    @Test
    void arraysAreComparedByContent() {
        Long id = factory.fromTransaction(session -> {
            Person person = new Person();
            person.picture = new byte[] {1, 2};
            session.persist(person);
            return person.id;
        });
        listen();

        factory.inTransaction(session -> {
            Person person = session.find(Person.class, id);
            person.picture = person.picture.clone();
        });
        assertThat(post).isEmpty();

        factory.inTransaction(session -> session.find(Person.class, id).picture[1] = 3);
        assertThat(post).containsExactly("picture: [1, 2] -> [1, 3]");
        assertThat(pre).isEqualTo(post);
    }

    @Test
    void whatIsNotWrittenIsNoChange() {
        Long id = saved("Ann", null);
        listen();

        factory.inTransaction(session -> {
            Person person = session.find(Person.class, id);
            person.name = "Anna";
            person.birthplace = "Rome";
            person.nicknames.add("Annie");
        });

        assertThat(post).containsExactly("name: Ann -> Anna");
        assertThat(pre).isEqualTo(post);
    }

    @Test
    void whatHibernateSetsItselfIsAmongTheChangesAfterwards() {
        Passport passport = new Passport();
        passport.number = "1";
        factory.inTransaction(session -> session.persist(passport));
        List<Object> fields = new ArrayList<>();
        factory.signals().postSave().connect(Passport.class, event -> fields.addAll(event.updateFields()));

        factory.inTransaction(session -> session.find(Passport.class, passport.id).number = "2");

        assertThat(fields).containsExactlyInAnyOrder("number", "updatedAt");
    }

    @Test
    void aReceiverSeesWhatTheOneBeforeItHasSet() {
        Long id = saved("Ann", null);
        factory.signals().preSave().connect(Person.class, event -> {
            if (!event.changes().contains("address")) {
                event.instance().address = new Address("Main Street", "Rome");
            }
        });
        factory.signals().preSave().connect(Person.class, event -> pre.add(line(event.changes())));

        factory.inTransaction(session -> session.find(Person.class, id).name = "Anna");

        assertThat(pre)
                .containsExactly("address.city: null -> Rome, address.street: null -> Main Street, name: Ann -> Anna");
    }

    @Test
    void theEventOfThePreSaveKeepsItsChangesForAfterTheCommit() {
        Long id = saved("Ann", null);
        factory.signals().preSave().connect(Person.class, event -> pre.add(line(event.changes())), afterCommit());

        factory.inTransaction(session -> session.find(Person.class, id).name = "Anna");

        assertThat(pre).containsExactly("name: Ann -> Anna");
    }

    @Test
    void twoFlushesTellTheirOwnChanges() {
        Long id = saved("Ann", null);
        listen();

        factory.inTransaction(session -> {
            Person person = session.find(Person.class, id);
            person.name = "Anna";
            session.flush();
            person.name = "Anne";
        });

        assertThat(post).containsExactly("name: Ann -> Anna", "name: Anna -> Anne");
        assertThat(pre).isEqualTo(post);
    }

    @Test
    void aMergeTellsTheDifferenceToTheRow() {
        Long id = saved("Ann", null);
        Person detached = factory.fromTransaction(session -> session.find(Person.class, id));
        listen();
        detached.name = "Anna";

        factory.inTransaction(session -> session.merge(detached));

        assertThat(post).containsExactly("name: Ann -> Anna");
        assertThat(pre).isEqualTo(post);
    }

    @Test
    void theDeletedStateIsThatOfTheRow() {
        Long id = saved("Ann", new Address("Main Street", "Rome"));
        List<Map<String, Object>> states = new ArrayList<>();
        factory.signals().preDelete().connect(Person.class, event -> states.add(event.deletedState()));
        factory.signals().postDelete().connect(Person.class, event -> states.add(event.deletedState()));

        factory.inTransaction(session -> {
            Person person = session.find(Person.class, id);
            person.name = "never written";
            session.remove(person);
        });

        assertThat(states)
                .hasSize(2)
                .allSatisfy(state -> assertThat(state)
                        .containsEntry("name", "Ann")
                        .containsEntry("boss", null)
                        .doesNotContainKey("nicknames"));
    }

    @Test
    void nothingIsInitializedToTellChanges() {
        Long ann = saved("Ann", null);
        Long eve = saved("Eve", null);
        factory.inTransaction(session -> session.find(Person.class, eve).boss = session.find(Person.class, ann));
        listen();

        factory.inTransaction(session -> {
            Person person = session.find(Person.class, eve);
            person.name = "Eva";
            session.flush();
            assertThat(Hibernate.isInitialized(person.boss)).isFalse();
            assertThat(Hibernate.isInitialized(person.nicknames)).isFalse();
        });

        assertThat(post).containsExactly("name: Eve -> Eva");
    }

    private void listen() {
        factory.signals().preSave().connect(Person.class, event -> {
            assertThat(event.updateFields()).isEqualTo(event.changes().attributes());
            pre.add(line(event.changes()));
        });
        factory.signals().postSave().connect(Person.class, event -> post.add(line(event.changes())));
    }

    private Long saved(String name, Address address) {
        return factory.fromTransaction(session -> {
            Person person = new Person();
            person.name = name;
            person.address = address;
            session.persist(person);
            return person.id;
        });
    }
}
