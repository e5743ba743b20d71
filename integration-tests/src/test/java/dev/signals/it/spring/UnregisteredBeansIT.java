package dev.signals.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.ModelSignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.hibernate.event.PreSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import dev.signals.it.support.CapturedLog;
import dev.signals.it.support.ErrorsPage;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Beans of Spring with receiver methods: being a bean registers nothing, and the log says so. */
@OnEveryDatabase
class UnregisteredBeansIT {

    private final Database database;

    UnregisteredBeansIT(Database database) {
        this.database = database;
    }

    @Component("noteReceivers")
    static class NoteReceivers {
        @Receiver
        void saved(PostSave<Note> event) {}
    }

    @Component
    static class Proxied {
        @Transactional
        @Receiver
        void saved(PostSave<Note> event) {}
    }

    @Component
    static class Inheriting extends NoteReceivers {}

    @Component
    static class OfAnyEntity {
        @Receiver
        void saved(PostSave<?> event) {}

        @Receiver
        void saving(PreSave<?> event) {}
    }

    static class ElsewhereMapped {}

    @Component
    static class OfAnEntityOfAnotherFactory {
        @Receiver
        void saved(PostSave<ElsewhereMapped> event) {}
    }

    @Component
    static class WithoutReceivers {}

    /** Registers itself, as an application may do in several ways. */
    @Component
    static class RegisteredByItself implements SmartInitializingSingleton {

        private final EntityManagerFactory factory;

        RegisteredByItself(EntityManagerFactory factory) {
            this.factory = factory;
        }

        @Override
        public void afterSingletonsInstantiated() {
            ModelSignals.of(factory).register(this);
        }

        @Receiver
        void saved(PostSave<Note> event) {}
    }

    private List<String> logged(Class<?>... beans) {
        try (CapturedLog log = CapturedLog.of("dev.signals.hibernate.ModelSignals")) {
            new SpringApplication(database, beans).close();
            return log.messages();
        }
    }

    private List<String> beansIn(List<String> messages) {
        return messages.stream()
                .map(message -> message.replaceFirst("bean \"[\\w.$]*?(\\w+)\" of .*", "$1"))
                .toList();
    }

    @Test
    void oneThatNobodyRegistersIsNamedWithWhatToDo() throws IOException {
        List<String> messages = logged(NoteReceivers.class);

        assertThat(messages).hasSize(1);
        ErrorsPage.assertListed(UnregisteredBeansIT.class, "bean-that-nobody-registers", messages.get(0));
    }

    @Test
    void soAreOthers() {
        assertThat(beansIn(logged(Proxied.class, OfAnyEntity.class))).containsExactly("Proxied", "OfAnyEntity");
        assertThat(beansIn(logged(Inheriting.class))).containsExactly("Inheriting");
    }

    @Test
    void nothingIsSaidOfBeansThatAreRegisteredOrHaveNoReceiversForAnEntity() {
        assertThat(logged(RegisteredByItself.class, WithoutReceivers.class, OfAnEntityOfAnotherFactory.class))
                .isEmpty();
    }
}
