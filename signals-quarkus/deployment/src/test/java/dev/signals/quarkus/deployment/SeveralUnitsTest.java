package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.quarkus.memo.Memo;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeveralUnitsTest {

    /** One bean for the entities of two units. */
    static class Receivers {

        final List<String> calls = new ArrayList<>();

        @Receiver
        void article(PostSave<Article> event) {
            calls.add("article");
        }

        @Receiver
        void memo(PostSave<Memo> event) {
            calls.add("memo");
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.of(Receivers.class)
            .withApplicationRoot(jar -> jar.addClasses(Receivers.class, Article.class, Applications.class)
                    .addPackage(Memo.class.getPackage()))
            .overrideConfigKey("quarkus.datasource.memos.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.memos.jdbc.url", "jdbc:h2:mem:memos;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.hibernate-orm.packages", "dev.signals.quarkus.deployment")
            .overrideConfigKey("quarkus.hibernate-orm.memos.packages", "dev.signals.quarkus.memo")
            .overrideConfigKey("quarkus.hibernate-orm.memos.datasource", "memos")
            .overrideConfigKey("quarkus.hibernate-orm.memos.schema-management.strategy", "drop-and-create")
            .overrideRuntimeConfigKey("quarkus.signals.strict", "true")
            .overrideRuntimeConfigKey("quarkus.signals.slow", "PT0.000000001S")
            .overrideRuntimeConfigKey("quarkus.signals.bulk.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.signals.bulk.policies.Memo", "fail")
            .overrideRuntimeConfigKey("quarkus.hibernate-orm.memos.unsupported-properties.\"signals.strict\"", "false");

    @Inject
    EntityManager articles;

    @Inject
    @PersistenceUnit("memos")
    EntityManager memos;

    @Inject
    FactorySignals articleSignals;

    @Inject
    @PersistenceUnit("memos")
    FactorySignals memoSignals;

    @Inject
    SessionFactory articleFactory;

    @Inject
    @PersistenceUnit("memos")
    SessionFactory memoFactory;

    @Inject
    Receivers receivers;

    @Test
    void eachUnitCallsTheMethodsThatAreAboutItsEntities() {
        QuarkusTransaction.requiringNew().run(() -> articles.persist(new Article()));
        QuarkusTransaction.requiringNew().run(() -> memos.persist(new Memo()));

        assertThat(receivers.calls).endsWith("article", "memo");
        assertThat(articleSignals.describe().rows()).hasSize(1);
        assertThat(memoSignals.describe().rows()).hasSize(1);
    }

    @Test
    void aPolicyForAnEntityIsThatOfItsUnit() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> memos.createQuery("update Memo set id = id + 100")
                                .executeUpdate()))
                .hasMessageContaining("refused by signals.bulk.policy=fail");
        QuarkusTransaction.requiringNew()
                .run(() ->
                        articles.createQuery("update Article set id = id + 100").executeUpdate());
    }

    @Test
    void aCallIsSlowFromTheTimeOnThatTheSettingSays() {
        QuarkusTransaction.requiringNew().run(() -> articles.persist(new Article()));

        assertThat(articleSignals.slowCalls()).isNotEmpty();
    }

    @Test
    void anUnsupportedPropertyOfAUnitGoesBeforeTheSetting() {
        assertThat(articleFactory.getProperties().get("signals.strict")).hasToString("true");
        assertThat(memoFactory.getProperties().get("signals.strict")).hasToString("false");
    }
}
