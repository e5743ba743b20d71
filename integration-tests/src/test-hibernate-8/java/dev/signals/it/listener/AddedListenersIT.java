package dev.signals.it.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListenerRegistration;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Listeners that {@code EntityManagerFactory.addListener} adds are callbacks: they are called inside the flush, or by {@code
 * persist} and {@code remove}. Receivers come before and after that.
 */
@OnEveryDatabase
class AddedListenersIT {

    private final TestFactory factory;
    private final List<String> calls = new ArrayList<>();

    AddedListenersIT(Database database) {
        factory = TestFactory.of(database, Parcel.class);
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        @GeneratedValue
        Long id;

        String address = "here";
    }

    @BeforeEach
    void connect() {
        factory.signals().preSave().connect(Parcel.class, event -> calls.add("PRE_SAVE"));
        factory.signals().postSave().connect(Parcel.class, event -> calls.add("POST_SAVE"));
        factory.signals().preDelete().connect(Parcel.class, event -> calls.add("PRE_DELETE"));
        factory.signals().postDelete().connect(Parcel.class, event -> calls.add("POST_DELETE"));
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void receiversAreCalledBeforeAndAfterThem() {
        List.of(
                        PrePersist.class,
                        PostPersist.class,
                        PreUpdate.class,
                        PostUpdate.class,
                        PreRemove.class,
                        PostRemove.class)
                .forEach(this::listen);

        Parcel parcel = new Parcel();
        factory.inTransaction(session -> session.persist(parcel));
        factory.inTransaction(session -> session.find(Parcel.class, parcel.id).address = "there");
        factory.inTransaction(session -> session.remove(session.find(Parcel.class, parcel.id)));

        assertThat(calls)
                .containsExactly(
                        "PRE_SAVE",
                        "PrePersist",
                        "PostPersist",
                        "POST_SAVE",
                        "PRE_SAVE",
                        "PreUpdate",
                        "PostUpdate",
                        "POST_SAVE",
                        "PRE_DELETE",
                        "PreRemove",
                        "PostRemove",
                        "POST_DELETE");
    }

    @Test
    void whatOneSetsIsInTheRowAndInPostSave() {
        factory.sessionFactory().addListener(Parcel.class, PreUpdate.class, parcel -> parcel.address = "far away");
        factory.signals().postSave().connect(Parcel.class, event -> calls.add(event.instance().address));

        Parcel parcel = new Parcel();
        factory.inTransaction(session -> session.persist(parcel));
        factory.inTransaction(session -> session.find(Parcel.class, parcel.id).address = "there");

        assertThat(calls).containsExactly("PRE_SAVE", "POST_SAVE", "here", "PRE_SAVE", "POST_SAVE", "far away");
        assertThat(factory.sql("select address from Parcel")).isEqualTo("far away");
    }

    @Test
    void oneThatIsAddedLaterIsHeeded() {
        Parcel parcel = new Parcel();
        factory.inTransaction(session -> session.persist(parcel));
        calls.clear();
        EntityListenerRegistration registration = listen(PostUpdate.class);

        factory.inTransaction(session -> session.find(Parcel.class, parcel.id).address = "there");
        registration.cancel();
        factory.inTransaction(session -> session.find(Parcel.class, parcel.id).address = "back");

        assertThat(calls).containsExactly("PRE_SAVE", "PostUpdate", "POST_SAVE", "PRE_SAVE", "POST_SAVE");
    }

    private EntityListenerRegistration listen(Class<? extends Annotation> callback) {
        return factory.sessionFactory()
                .addListener(Parcel.class, callback, parcel -> calls.add(callback.getSimpleName()));
    }
}
