package dev.signals.examples.shop.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.examples.shop.ShopApplication;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One class of receivers in both containers. */
class PortableReceiversTest {

    @Test
    void springInjectsThem() {
        Log log;
        try (ConfigurableApplicationContext spring = new SpringApplicationBuilder(ShopApplication.class, Log.class)
                .web(WebApplicationType.NONE)
                .run("--spring.jpa.properties.signals.receivers=" + NoteReceivers.class.getName())) {
            log = spring.getBean(Log.class);
            saveNote(spring.getBean(EntityManagerFactory.class));
        }

        assertThat(log.lines()).containsExactly("saving a", "committed a, one of 1", "destroyed");
    }

    @Test
    void cdiInjectsThem() {
        Log log = new Log();
        try (CdiApplication cdi = CdiApplication.of(log, NoteReceivers.class)) {
            saveNote(cdi.factory());
        }

        assertThat(log.lines()).containsExactly("saving a", "committed a, one of 1", "destroyed");
    }

    private static void saveNote(EntityManagerFactory factory) {
        factory.runInTransaction(entityManager -> entityManager.persist(new Note("a")));
    }
}
