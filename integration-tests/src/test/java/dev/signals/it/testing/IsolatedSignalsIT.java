package dev.signals.it.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.signals.Connection;
import dev.signals.Signal;
import dev.signals.hibernate.ModelSignals;
import dev.signals.it.testing.Shop.Item;
import dev.signals.test.IsolatedSignals;
import dev.signals.test.SignalsExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests whose connections to the signals of the process end with them. The test classes below are run by these tests. */
class IsolatedSignalsIT {

    private static final Signal<String> OWN = Signal.of("own", String.class);

    private final Connection before = ModelSignals.POST_SAVE.connect(Item.class, event -> {});

    @AfterEach
    void close() {
        before.close();
        OWN.connections().forEach(Connection::close);
    }

    private static void run(Class<?> tests, int expected) {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter("signals.nested", "true")
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(expected).failed(0));
    }

    private static int connections() {
        return ModelSignals.POST_SAVE.signal().connections().size();
    }

    @IsolatedSignals
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Isolated {

        @BeforeAll
        static void connectForTheClass() {
            ModelSignals.POST_SAVE.connect(Item.class, event -> {});
        }

        @Test
        @Order(1)
        void connectsAndClosesWhatWasThere() {
            assertThat(connections()).isEqualTo(2);
            ModelSignals.POST_SAVE.signal().connections().forEach(Connection::close);
            ModelSignals.POST_SAVE.connect(event -> {});
            ModelSignals.PRE_DELETE.connect(event -> {});
            assertThat(connections()).isEqualTo(1);
        }

        @Test
        @Order(2)
        void findsWhatWasThereAndNothingOfTheTestBefore() {
            assertThat(connections()).isEqualTo(2);
            assertThat(ModelSignals.PRE_DELETE.signal().connections()).isEmpty();
            ModelSignals.POST_SAVE.connect(event -> {});
        }

        @Nested
        class Inner {

            @Test
            void isIsolatedToo() {
                assertThat(connections()).isEqualTo(2);
                ModelSignals.POST_SAVE.connect(event -> {});
            }
        }
    }

    @Test
    void eachTestFindsWhatWasThereBeforeTheClassAndTheClassLeavesNothing() {
        run(Isolated.class, 3);
        assertThat(ModelSignals.POST_SAVE.signal().connections()).containsExactly(before);
        assertThat(before.isConnected()).isTrue();
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Own {

        @RegisterExtension
        static final SignalsExtension SIGNALS = SignalsExtension.isolating(OWN);

        @Test
        @Order(1)
        void connects() {
            OWN.connect(event -> {});
        }

        @Test
        @Order(2)
        void findsNothing() {
            assertThat(OWN.connections()).isEmpty();
            OWN.connect(event -> {});
        }
    }

    @Test
    void signalsOfOnesOwnAreIsolated() {
        run(Own.class, 2);
        assertThat(OWN.connections()).isEmpty();
    }

    static class OneMethod {

        @Test
        @IsolatedSignals
        void connects() {
            ModelSignals.POST_SAVE.connect(event -> {});
        }
    }

    @Test
    void oneMethodCanBeIsolated() {
        run(OneMethod.class, 1);
        assertThat(ModelSignals.POST_SAVE.signal().connections()).containsExactly(before);
    }
}
