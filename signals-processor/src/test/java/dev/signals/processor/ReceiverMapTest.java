package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.SignalMap;
import org.junit.jupiter.api.Test;

/** The map that the compiler writes, beside the map at run time. */
class ReceiverMapTest {

    private static final String RECEIVERS = """
            class Receivers {
                @Receiver(uid = "a \\"b\\"", order = -1, onError = ErrorPolicy.ISOLATE)
                void title(PreSave<Article> event) {}

                @Receiver(onChange = "status", from = "DRAFT", to = "PUBLISHED", updatedOnly = true, after = {"x", "y"})
                private void status(PostSave<Offer> event) {}

                @Receiver({PostSave.class, PostDelete.class})
                static void any(ModelEvent<?> event) {}

                @Receiver(phase = TransactionPhase.AFTER_COMPLETION)
                void subtypes(PostSave<? extends Article> event) {}

                @Receiver(phase = TransactionPhase.BEFORE_COMMIT, includingCollections = true)
                void before(Changed<Article> event) {}

                @Receiver(includingCreatedAndDeleted = true, includingCollections = true)
                void batch(List<Changed<Article>> events) {}

                @Receiver(attribute = "tags", async = true)
                void tagged(M2mChanged<Article> event) {}

                @Receiver(entity = "Person")
                void named(PostSave<Map<String, Object>> event) {}

                static class Nested {}
            }
            """;

    private static String written(String source) {
        return Expect.compile(source).resource(ReceiverMap.RESOURCE);
    }

    @Test
    void itIsTheMapAtRunTimeAsFarAsTheCompilerKnowsIt() throws ReflectiveOperationException {
        String atRunTime =
                SignalMap.of(Expect.registered(RECEIVERS).connections()).toJson();

        String written = written(RECEIVERS);
        assertThat(written.lines().skip(3).map(ReceiverMapTest::withoutLineAndExecutor))
                .containsExactlyInAnyOrderElementsOf(atRunTime
                        .lines()
                        .skip(3)
                        .map(ReceiverMapTest::withoutLineAndExecutor)
                        .toList());
        assertThat(written).startsWith(atRunTime.substring(0, atRunTime.indexOf("    ")));
    }

    private static String withoutLineAndExecutor(String receiver) {
        return receiver.replaceAll(", \"(line\": \\d+|executor\": \"[^\"]*\")", "")
                .replaceAll("},$", "}");
    }

    @Test
    void receiversAreSortedAsTheyAreCalledAsFarAsTheCompilerKnowsIt() {
        assertThat(written("""
                        class B {
                            @Receiver void z(PostSave<Tag> event) {}
                            @Receiver(order = -1) void y(PostSave<Tag> event) {}
                            @Receiver void x(PreSave<Tag> event) {}
                        }
                        class A {
                            @Receiver void b(PostSave<Tag> event) {}
                            @Receiver void a(PostSave<Tag> event) {}
                        }
                        """)
                        .lines()
                        .skip(3)
                        .map(line -> line.replaceAll(".*\"receiver\": \"com.acme.([^\"]*)\".*", "$1")))
                .containsExactly("B.x", "B.y", "A.a", "A.b", "B.z", "  ]", "}");
    }

    @Test
    void aMethodHasItsLine() {
        assertThat(written("class A {\n    @Receiver\n    void a(PostSave<Tag> event) {}\n}"))
                .contains("\"method\": \"a\", \"line\": 3, ");
    }

    @Test
    void anInheritedMethodIsThereForEachClassThatCanBeRegistered() {
        assertThat(written("""
                        abstract class Base<T> {
                            @Receiver(durable = "log", orderedPerEntity = true) void saved(PostSave<T> event) {}
                        }
                        class Tags extends Base<Tag> {}
                        class Articles extends Base<Article> {}
                        """).lines().filter(line -> line.contains("com.acme.Base.saved")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"when\": \"durable(\\\"log\\\").orderedPerEntity()\""))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"entity\": \"com.acme.Article\""),
                        line -> assertThat(line).contains("\"entity\": \"com.acme.Tag\""));
    }

    @Test
    void nothingIsWrittenWithoutReceiversOrWithMistakes() {
        assertThat(written("class Plain {}")).isEmpty();
        assertThat(written("class A { @Receiver int a(PostSave<Tag> event) { return 1; } }"))
                .isEmpty();
    }
}
