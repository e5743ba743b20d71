package dev.signals.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signals.Connection;
import dev.signals.hibernate.ModelSignals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent by code that has been compiled by different compilers and woven. */
@ParameterizedClass
@EnumSource(WovenShop.With.class)
class WovenCodeTest {

    @TempDir
    private Path folder;

    @Parameter
    private WovenShop.With compiler;

    private final List<String> log = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private WovenShop shop;
    private Object workshop;

    @BeforeEach
    void weave() throws IOException {
        shop = WovenShop.in(folder, compiler);
        workshop = Calls.make(shop.type("Workshop"));
        connections.add(ModelSignals.PRE_INIT.connect(event -> {
            assertThat(event.constructed()).isTrue();
            log.add("before " + event.sender().getSimpleName() + " "
                    + Arrays.deepToString(event.arguments().toArray()));
        }));
        connections.add(ModelSignals.POST_INIT.connect(event -> {
            assertThat(event.constructed()).isTrue();
            assertThat(event.sender()).isEqualTo(event.instance().getClass());
            log.add("after " + event.instance());
        }));
    }

    @AfterEach
    void close() {
        connections.forEach(Connection::close);
        shop.close();
    }

    private Object call(String method, Object... arguments) {
        return Calls.call(workshop, method, arguments);
    }

    @Test
    void bothSignalsAreSentOnceAlthoughConstructorsCallEachOther() {
        call("withoutArguments");

        assertThat(log).containsExactly("before Article []", "after Article untitled");
    }

    @Test
    void theArgumentsAreThoseOfTheCall() {
        call("plain");
        call("words", "one", "two");

        assertThat(log)
                .containsExactly(
                        "before Article [plain, 3]",
                        "after Article plain",
                        "before Article [[one, two, end]]",
                        "after Article one two end");
    }

    @Test
    void argumentsOfEachTypeReachReceiverAndConstructor() {
        Object comment = call("nested", true);

        assertThat(Calls.get(comment, "text")).isEqualTo("12.534.5x67true21");
        assertThat(log)
                .hasSize(4)
                .startsWith("before Article [odd]", "after Article odd")
                .element(2)
                .isEqualTo("before Comment [Article odd, 1, 2.5, 3, 4.5, x, 6, 7, true, [1, 2], [[a]]]");
    }

    @Test
    void anObjectThatNobodyUsesIsAnnouncedToo() {
        call("discarded", false);

        assertThat(log)
                .containsExactly(
                        "before Article [first]",
                        "after Article first",
                        "before Article [even, 2]",
                        "after Article even");
    }

    @Test
    void aSubclassIsAnnouncedWhenAllItsConstructorsHaveEnded() {
        connections.add(ModelSignals.POST_INIT.connect(
                event -> log.add("complete: " + Calls.get(event.instance(), "complete"))));

        call("chosen", true);

        assertThat(log).containsExactly("before Review [chosen, 5]", "after Review chosen!", "complete: yes");
    }

    @Test
    void whatIsMadeForTheConstructorOfTheSuperclassIsAnnouncedBeforeTheObjectItself() {
        call("afterAnother");

        assertThat(log)
                .containsExactly(
                        "before Review [second]",
                        "before Article [second (reviewed)]",
                        "after Article second (reviewed)",
                        "after Review second (reviewed)");
    }

    @Test
    void entitiesThatConstructEntitiesAreWovenToo() {
        call("copied");

        assertThat(log)
                .containsExactly(
                        "before Article [original]",
                        "after Article original",
                        "before Article [original, 0]",
                        "after Article original");
    }

    @Test
    void lambdasAndConstructorReferencesAreWoven() {
        call("byLambda");
        call("byReference");
        call("bySupplier");

        assertThat(log)
                .containsExactly(
                        "before Article [by a function]",
                        "after Article by a function",
                        "before Article [by a function]",
                        "after Article by a function",
                        "before Article []",
                        "after Article untitled");
    }

    @Test
    void aConstructorReferenceThatCanBeSerializedIsNotWoven() {
        assertThat(call("bySerializedReference")).hasToString("Article untitled");

        assertThat(log).isEmpty();
    }

    @Test
    void anAnonymousSubclassIsNoEntityAndNotAnnounced() {
        assertThat(call("ofAnonymousClass")).isEqualTo("anonymous");
        assertThat(Calls.get(call("noEntity"), "title")).isEqualTo("draft");

        assertThat(log).isEmpty();
    }

    @Test
    void entitiesOfAFieldAreAnnounced() {
        Calls.make(shop.type("Workshop"));

        assertThat(log).containsExactly("before Article [of the instance]", "after Article of the instance");
    }

    @Test
    void methodsOfInterfacesAreWoven() throws ReflectiveOperationException {
        call("make", "by default");
        Calls.invoke(shop.type("Maker").getMethod("of", String.class), null, "by the interface");

        assertThat(log)
                .containsExactly(
                        "before Article [by default]",
                        "after Article by default",
                        "before Article [by the interface]",
                        "after Article by the interface");
    }

    @Test
    void privateAndInnerEntitiesAreAnnounced() {
        Object outer = Calls.make(shop.type("Outer"));

        Calls.call(outer, "hidden");
        Calls.call(outer, "inner");

        assertThat(log.stream().filter(line -> line.startsWith("before")))
                .satisfiesExactly(
                        hidden -> assertThat(hidden).isEqualTo("before Hidden [7]"),
                        inner -> assertThat(inner).isEqualTo("before Inner [" + outer + "]"));
        assertThat(log).hasSize(4);
    }

    @Test
    void localVariablesKeepTheirValues() {
        List<?> made = (List<?>) call("inALoop", 23);

        assertThat(made).hasSize(25).last().hasToString("Article half 110.0");
        assertThat(log).hasSize(50).endsWith("before Article [half 110.0, 110]", "after Article half 110.0");
    }

    @Test
    void argumentsThatBranchOrThrowAreKept() {
        call("oneOf", 0);
        call("oneOf", 1);
        assertThatThrownBy(() -> call("oneOf", 2)).hasMessage("kind 2");

        assertThat(log)
                .containsExactly(
                        "before Article [zero]",
                        "after Article zero",
                        "before Article [other]",
                        "after Article other",
                        "before Article [other one]",
                        "after Article other one");
    }

    @Test
    void anArgumentThatFailsSendsNothing() {
        Callable<String> failing = () -> {
            throw new IllegalStateException("no title");
        };

        call("afterFailures", failing);

        assertThat(log).containsExactly("before Article [no title at last]", "after Article no title at last");
    }

    @Test
    void aConstructorThatFailsSendsPreInitOnly() {
        assertThatThrownBy(() -> call("failing")).isInstanceOf(NullPointerException.class);

        assertThat(log).containsExactly("before Comment [null, 1, 2.0, 3, 4.0, x, 5, 6, false, null, null]");
    }

    @Test
    void severalInOneExpressionAreAnnouncedInOrder() {
        assertThat((Object[]) call("several"))
                .extracting(Object::toString)
                .containsExactly("Article a", "Article ab", "Review b");

        assertThat(log)
                .containsExactly(
                        "before Article [a]", "after Article a",
                        "before Review [b, 1]", "after Review b",
                        "before Article [ab]", "after Article ab");
    }

    @Test
    void anExceptionOfAReceiverReachesTheCodeWithTheNew() {
        connections.add(ModelSignals.PRE_INIT.connect(event -> {
            throw new IllegalArgumentException("refused");
        }));

        assertThatThrownBy(() -> call("plain"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refused");
        assertThat(log).containsExactly("before Article [plain, 3]");
    }

    @Test
    void constructExplicitlyAnnouncesOnceInWovenCodeToo() {
        @SuppressWarnings("unchecked")
        Class<Object> article = (Class<Object>) shop.type("Article");

        ModelSignals.construct(article, () -> call("plain"));
        call("plain");

        assertThat(log)
                .containsExactly(
                        "before Article []", "after Article plain", "before Article [plain, 3]", "after Article plain");
    }
}
