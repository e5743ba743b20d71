package dev.signals.it.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.django.Blog.Article;
import dev.signals.it.django.Blog.Tag;
import dev.signals.it.support.EventLog;
import dev.signals.it.support.TestFactory;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.ReplicationMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row of {@code docs/django.md} about {@code replicate}, which Hibernate has up to 7.4. */
@OnEveryDatabase
@SuppressWarnings({"deprecation", "removal"})
class ReplicateConformanceIT {

    private final TestFactory factory;

    ReplicateConformanceIT(Database database) {
        factory = TestFactory.of(database, Blog.entities());
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void g25_theAssociationsOfWhatIsReplicatedAreAnnouncedToo() {
        Article fixture = new Article(500, "fixture");
        fixture.tags.add(factory.saved(new Tag("t1")));
        EventLog log = EventLog.of(factory.signals());
        factory.signals().m2mChanged().connect(event -> log.add(EventLog.line(event)));
        List<Boolean> raw = new ArrayList<>();
        factory.signals().m2mChanged().connect(event -> raw.add(event.raw()));

        factory.inTransaction(session -> session.replicate(fixture, ReplicationMode.OVERWRITE));

        assertThat(log.lines())
                .containsExactly("pre_add tags [201]", "post_save Article created", "post_add tags [201]");
        assertThat(raw).containsExactly(false, false);
    }
}
