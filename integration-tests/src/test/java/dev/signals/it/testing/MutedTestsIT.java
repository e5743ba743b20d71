package dev.signals.it.testing;

import static dev.signals.Options.uid;
import static dev.signals.hibernate.ModelSignals.POST_SAVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.signals.Connection;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import dev.signals.it.testing.Shop.Item;
import dev.signals.it.testing.Shop.Label;
import dev.signals.test.OnlyReceivers;
import dev.signals.test.SignalRecorder;
import dev.signals.test.WithoutSignals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that say which receivers are called in them. */
class MutedTestsIT {

    private static final List<String> HEARD = new ArrayList<>();

    static class SlugReceivers {
        @Receiver
        void saved(PostSave<Item> event) {
            HEARD.add("method");
        }
    }

    private final TestFactory factory = TestFactory.of(Database.H2, Item.class, Label.class);
    private final FactorySignals signals = factory.signals();
    private final Connection ofProcess = POST_SAVE.connect(Item.class, event -> HEARD.add("process"), uid("stock"));

    @BeforeEach
    void connect() {
        HEARD.clear();
        signals.register(new SlugReceivers());
        signals.postSave().connect(Label.class, event -> HEARD.add("label"));
        save();
    }

    private void save() {
        factory.inTransaction(session -> {
            session.persist(new Item("a", 1));
            session.persist(new Label());
        });
    }

    @AfterEach
    void close() {
        ofProcess.close();
        factory.close();
    }

    @Test
    void withoutAnnotationAllAreCalled() {
        assertThat(HEARD).containsExactly("process", "method", "label");
    }

    @Test
    @WithoutSignals
    void noReceiverIsCalledNotEvenForFixtures() {
        assertThat(HEARD).isEmpty();
        assertThat(factory.count("Item")).isEqualTo(1);
    }

    @Test
    @WithoutSignals(Item.class)
    void receiversOfOtherEntitiesAreCalled() {
        assertThat(HEARD).containsExactly("label");
    }

    @Test
    @OnlyReceivers(SlugReceivers.class)
    void onlyTheReceiverMethodsOfAClassAreCalled() {
        assertThat(HEARD).containsExactly("method");
    }

    @Test
    @OnlyReceivers(uids = "stock")
    void onlyTheReceiverOfAUidIsCalled() {
        assertThat(HEARD).containsExactly("process");
    }

    @Test
    @OnlyReceivers(MutedTestsIT.class)
    void onlyTheLambdasOfAClassAreCalled() {
        assertThat(HEARD).containsExactly("process", "label");
    }

    @Test
    @OnlyReceivers
    void aRecorderRecordsInAnyCase() {
        try (SignalRecorder recorder = SignalRecorder.of(factory.sessionFactory())) {
            save();
            assertThat(recorder.lines()).contains("post_save Item created");
        }
        assertThat(HEARD).isEmpty();
    }

    @WithoutSignals(Label.class)
    static class OfAClass {

        private static final TestFactory FACTORY = TestFactory.of(Database.H2, Item.class, Label.class);

        @BeforeAll
        static void fixtures() {
            HEARD.clear();
            FACTORY.signals().postSave().connect(event -> HEARD.add(event.entityName()));
            FACTORY.inTransaction(session -> session.persist(new Label()));
        }

        @Test
        void isMutedWithItsFixtures() {
            FACTORY.inTransaction(session -> session.persist(new Label()));
            assertThat(HEARD).isEmpty();
        }

        @Nested
        class Inside {

            @Test
            @WithoutSignals
            void theMethodAddsItsOwn() {
                FACTORY.inTransaction(session -> {
                    session.persist(new Item("a", 1));
                    session.persist(new Label());
                });
                assertThat(HEARD).isEmpty();
            }

            @Test
            void isMutedToo() {
                FACTORY.inTransaction(session -> session.persist(new Label()));
                assertThat(HEARD).isEmpty();
            }
        }
    }

    @Test
    void aClassIsMutedUntilItEnds() {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("signals.nested", "true")
                .selectors(selectClass(OfAClass.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(3).failed(0));
        OfAClass.FACTORY.inTransaction(session -> session.persist(new Label()));
        assertThat(HEARD).containsExactly(Label.class.getName());
        OfAClass.FACTORY.close();
    }
}
