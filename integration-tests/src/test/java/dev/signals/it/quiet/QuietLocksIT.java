package dev.signals.it.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.QuietUpdate;
import dev.signals.it.database.Database;
import dev.signals.it.quiet.News.Article;
import dev.signals.it.support.TestFactory;
import java.util.List;
import org.hibernate.LockMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hibernate raises a lock only if the instance has a lower one. An update leaves the lock that it has. */
class QuietLocksIT {

    private final TestFactory factory = TestFactory.of(Database.H2, News.ENTITIES);
    private final Article article = News.saved(factory, "Rome");

    @AfterEach
    void close() {
        factory.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WRITE", "UPGRADE_NOWAIT", "UPGRADE_SKIPLOCKED"})
    void aLockAfterAnUpdateDoesWhatItDoesWithoutOne(LockMode mode) {
        Locked without = locked(false, mode);

        assertThat(locked(true, mode)).isEqualTo(without);
    }

    /** What a lock did: the statements, by how much the version was incremented, and which lock the instance had. */
    private record Locked(List<String> statements, int increments, LockMode mode) {}

    private Locked locked(boolean quiet, LockMode mode) {
        int before = version();
        LockMode[] locked = new LockMode[1];
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            if (quiet) {
                QuietUpdate.of(session, managed).set("title", "Roma").execute();
            }
            factory.statements().clear();
            session.lock(managed, mode);
            locked[0] = session.getCurrentLockMode(managed);
        });
        List<String> statements = List.copyOf(factory.statements().all());
        return new Locked(statements, version() - before, locked[0]);
    }

    private int version() {
        return factory.fromTransaction(session -> session.find(Article.class, article.id).version);
    }

    @ParameterizedTest
    @EnumSource(names = {"PESSIMISTIC_READ", "PESSIMISTIC_WRITE", "PESSIMISTIC_FORCE_INCREMENT", "OPTIMISTIC"})
    void aLockThatIsHeldIsKept(LockMode mode) {
        factory.inTransaction(session -> {
            Article managed = session.find(Article.class, article.id);
            session.lock(managed, mode);
            LockMode before = session.getCurrentLockMode(managed);
            QuietUpdate.of(session, managed).set("title", "Roma").execute();
            assertThat(session.getCurrentLockMode(managed)).isEqualTo(before);
        });
    }
}
