package dev.signals.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A test of the persistence layer: it has the receivers that it imports, and may replace them. */
@DataJpaTest
@Import(SliceTest.Titles.class)
class SliceTest {

    static class Titles {

        @Receiver
        void saved(PostSave<Article> event) {
            throw new IllegalStateException("not replaced");
        }
    }

    @MockitoBean
    Titles titles;

    @Autowired
    EntityManager manager;

    @Autowired
    FactorySignals signals;

    @Test
    void aReceiverIsReplacedByAMock() {
        Article article = new Article();

        manager.persist(article);
        manager.flush();

        verify(titles).saved(any());
        assertThat(signals.describe().rows()).hasSize(1);
    }
}
