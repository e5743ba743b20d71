package dev.signals.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.SignalMap;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReceiverBeansTest {

    @Inject
    Log log;

    @Inject
    EntityManager manager;

    @Inject
    FactorySignals signals;

    @BeforeEach
    void clear() {
        log.clear();
    }

    private void write(String text) {
        QuarkusTransaction.requiringNew().run(() -> manager.persist(Memo.of(text)));
    }

    @Test
    void aBeanThatNobodyInjectsIsAReceiverAndMayUseTheEntityManager() {
        QuarkusTransaction.requiringNew().run(() -> {
            Article article = Article.of(" Tea ");
            article.persist();
        });

        assertThat(log.lines("saved").get(0)).startsWith("saved Tea, one of ");
    }

    @Test
    void aBeanThatTheSettingNamesIsCalledOnce() {
        write("a");

        assertThat(log.lines("named")).containsExactly("named a");
    }

    @Test
    void anInheritedMethodIsCalledBehindItsProxiesAndAfterTheCommit() {
        write("b");

        assertThat(log.lines("committed")).containsExactly("committed b in another transaction: true");
    }

    @Test
    void aRequestHasAReceiverOfItsOwn() {
        write("c");
        write("d");

        assertThat(log.lines("request")).containsExactly("request c 1", "request d 2");
    }

    @Test
    void anotherRequestHasAnotherReceiver() {
        write("e");

        assertThat(log.lines("request")).containsExactly("request e 1");
    }

    @Test
    void anAsynchronousReceiverRunsInAThreadOfQuarkus() {
        write("f");

        await().untilAsserted(() -> assertThat(log.lines("background"))
                .singleElement()
                .asString()
                .startsWith("background f in executor-thread-")
                .endsWith(", beans true"));
    }

    @Test
    void whatAMethodProducesIsAReceiver() {
        write("g");
        QuarkusTransaction.requiringNew()
                .run(() -> manager.remove(manager.createQuery("from Memo where text = 'g'", Memo.class)
                        .getSingleResult()));

        assertThat(log.lines("made")).containsExactly("made g");
    }

    @Test
    void aBeanThatNobodyInjectsGivesTheContext() {
        QuarkusTransaction.requiringNew().run(() -> Article.of("h").persist());

        assertThat(log.lines("reader")).containsExactly("reader Ann");
    }

    @Test
    void theSignalsCanBeInjectedAndListTheBeans() {
        assertThat(signals.describe().rows())
                .extracting(SignalMap.Row::receiver)
                .contains(
                        ArticleReceivers.class.getName() + ".saved",
                        MemoReceivers.class.getName() + "$Intercepted.committed",
                        Named.class.getName() + ".saved");
    }
}
