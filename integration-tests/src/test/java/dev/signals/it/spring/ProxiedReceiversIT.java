package dev.signals.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.Registration;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.spring.SpringApplication.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;

/** Receivers that Spring has put a proxy before, as it does for {@code @Transactional}. */
@OnEveryDatabase
class ProxiedReceiversIT {

    private final SpringApplication application;
    private final List<String> log = new ArrayList<>();

    ProxiedReceiversIT(Database database) {
        application = new SpringApplication(database);
    }

    @AfterEach
    void close() {
        application.close();
    }

    static class Overridable {
        final List<String> log;

        Overridable(List<String> log) {
            this.log = log;
        }

        @Receiver
        void saved(PostSave<Note> event) {
            log.add("saved " + event.instance());
        }
    }

    static class Private extends Overridable {
        Private(List<String> log) {
            super(log);
        }

        @Receiver
        private void hidden(PostSave<Note> event) {
            log.add("hidden " + event.instance());
        }
    }

    static class Final extends Overridable {
        Final(List<String> log) {
            super(log);
        }

        @Receiver
        final void fixed(PostSave<Note> event) {
            log.add("fixed " + event.instance());
        }
    }

    private static Object proxy(Object behind) {
        ProxyFactory proxies = new ProxyFactory(behind);
        proxies.setProxyTargetClass(true);
        return proxies.getProxy();
    }

    private void save(String text) {
        application
                .required()
                .executeWithoutResult(status -> application.entityManager().persist(new Note(text)));
    }

    @Test
    void theProxyHandsOnWhatItCanOverride() {
        Registration registration = application.signals().register(proxy(new Overridable(log)));

        save("a");

        assertThat(registration.connections()).extracting(Connection::sender).containsExactly(Optional.of(Note.class));
        assertThat(log).containsExactly("saved a");
    }

    @Test
    void aPrivateMethodIsCalledIfThereIsNoProxy() {
        application.signals().register(new Private(log));

        save("a");

        assertThat(log).containsExactly("hidden a", "saved a");
    }

    @Test
    void aProxyIsRefusedThatCannotHandOnAPrivateOrFinalMethod() {
        assertRefused(new Private(log), "Private.hidden(PostSave<Note>): it is private, and ");
        assertRefused(new Final(log), "Final.fixed(PostSave<Note>): it is final, and ");

        save("a");

        assertThat(log).isEmpty();
    }

    private void assertRefused(Object behind, String message) {
        assertThatThrownBy(() -> application.signals().register(proxy(behind)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(" is a proxy, which only passes on methods that it can override");
    }

    @Test
    void aProxyThatTurnsUpAtTheFirstCallIsRefusedThen() {
        application.signals().register(Private.class, () -> (Private) proxy(new Private(log)));

        assertThatThrownBy(() -> save("a"))
                .hasStackTraceContaining("Private.hidden(PostSave<Note>): it is private, and ");

        assertThat(log).isEmpty();
        assertThat(application.committed()).isEmpty();
    }
}
