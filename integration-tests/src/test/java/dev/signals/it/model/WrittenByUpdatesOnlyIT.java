package dev.signals.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.Changed;
import dev.signals.hibernate.event.Changes;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** An attribute that is not insertable is null in a new row, until an UPDATE writes it. */
@ParameterizedClass
@ValueSource(classes = {WrittenByUpdatesOnlyIT.Parcel.class, WrittenByUpdatesOnlyIT.Letter.class})
class WrittenByUpdatesOnlyIT {

    @MappedSuperclass
    abstract static class Post {
        @Id
        Long id;

        private @Nullable String name;

        @Column(insertable = false)
        private @Nullable String note;

        @Embedded
        private @Nullable Receipt receipt;

        @ManyToOne
        @JoinColumn(name = "customer", insertable = false)
        private @Nullable Customer customer;

        /** Its column is that of another attribute. */
        @Column(name = "name", insertable = false, updatable = false)
        private @Nullable String label;

        void setName(String name) {
            this.name = name;
            this.label = name;
        }

        void setNote(@Nullable String note) {
            this.note = note;
        }

        void deliver(String signature, Customer customer) {
            this.receipt = new Receipt();
            this.receipt.signature = signature;
            this.customer = customer;
        }
    }

    @Entity(name = "Parcel")
    static class Parcel extends Post {}

    @Entity(name = "Letter")
    @DynamicUpdate
    static class Letter extends Post {}

    @Embeddable
    static class Receipt {
        @Column(insertable = false)
        @Nullable
        String signature;
    }

    @Entity(name = "Customer")
    static class Customer {
        @Id
        Long id;
    }

    private final Class<? extends Post> type;
    private final TestFactory factory;
    private final List<PostSave<?>> saved = new ArrayList<>();
    private final List<Changed<?>> changed = new ArrayList<>();

    WrittenByUpdatesOnlyIT(Class<? extends Post> type) {
        this.type = type;
        this.factory = TestFactory.of(Database.H2, type, Customer.class);
    }

    @BeforeEach
    void listen() {
        factory.signals().postSave().connect(type, event -> saved.add(event));
        factory.signals().changed().connect(type, event -> changed.add(event));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void whatAnUpdateOfTheSameFlushWritesIsTold() {
        factory.inTransaction(session -> {
            Post post = post();
            session.persist(post);
            post.setNote("note");
        });

        assertThat(note()).isEqualTo("note");
        assertThat(lines(saved.get(0).changes())).containsExactlyInAnyOrder("name: name", "note: note");
        assertThat(lines(changed.get(0).changes())).containsExactlyInAnyOrder("name: name", "note: note");
    }

    @Test
    void whatALaterUpdateWritesIsTold() {
        Customer customer = new Customer();
        customer.id = 7L;
        factory.saved(customer);

        factory.inTransaction(session -> {
            Post post = post();
            session.persist(post);
            session.flush();
            post.setNote("note");
            post.deliver("me", session.find(Customer.class, 7L));
        });

        assertThat(lines(saved.get(0).changes())).containsExactly("name: name");
        assertThat(lines(changed.get(0).changes()))
                .containsExactlyInAnyOrder("name: name", "note: note", "receipt.signature: me", "customer: 7");
    }

    @Test
    void whatIsSetBeforeTheInsertIsNotInTheState() {
        factory.inTransaction(session -> {
            Post post = post();
            post.setNote("note");
            session.persist(post);
        });

        assertThat(note()).isNull();
        assertThat(saved.get(0).state()).containsEntry("note", null).containsEntry("label", "name");
        assertThat(lines(saved.get(0).changes())).containsExactly("name: name");
        assertThat(changed.get(0).state()).containsEntry("note", null).containsEntry("label", "name");
        assertThat(lines(changed.get(0).changes())).containsExactly("name: name");
    }

    @Test
    void whatIsSetBeforeTheInsertIsToldIfALaterUpdateWritesIt() {
        factory.inTransaction(session -> {
            Post post = post();
            post.setNote("note");
            session.persist(post);
            session.flush();
            post.setName("new");
        });

        String note = note();
        assertThat(note).isEqualTo(type == Letter.class ? null : "note");
        assertThat(changed.get(0).state()).containsEntry("note", note);
        assertThat(changed.get(0).changes().contains("note")).isEqualTo(note != null);
    }

    @Test
    void aStatelessSessionInsertsItNeither() {
        factory.sessionFactory().inStatelessTransaction(session -> {
            Post post = post();
            post.setNote("note");
            session.insert(post);
        });

        assertThat(note()).isNull();
        assertThat(saved.get(0).state()).containsEntry("note", null);
        assertThat(lines(saved.get(0).changes())).containsExactly("name: name");
    }

    private Post post() {
        Post post = type == Parcel.class ? new Parcel() : new Letter();
        post.id = 1L;
        post.setName("name");
        return post;
    }

    private @Nullable String note() {
        return factory.fromTransaction(
                session -> session.createNativeQuery("select note from " + type.getSimpleName(), String.class)
                        .getSingleResultOrNull());
    }

    private static List<String> lines(Changes changes) {
        List<String> lines = new ArrayList<>();
        for (Change change : changes) {
            lines.add(change.attribute() + ": " + change.newValue());
        }
        return lines;
    }
}
