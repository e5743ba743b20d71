package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

/** Nothing is said of receivers that work. */
class ValidReceiversTest {

    private static final String RECEIVERS = """
            abstract class Base<T> {
                @Receiver(uid = "base", onChange = "title")
                protected void saved(PostSave<T> event) {}

                @Receiver
                protected void overridden(PreSave<T> event) {}
            }

            class Receivers extends Base<Article> {
                static final String SLUG = "slug";

                @Override
                protected void overridden(PreSave<Article> event) {}

                @Receiver
                private void hidden(PreInit<Article> event) {}

                @Receiver
                static void shared(PostInit<Article> event) {}

                @Receiver(uid = SLUG + "1", order = -1)
                public final synchronized void slug(final PreSave<Article> event) throws Exception {}

                @Receiver(uid = SLUG + "2", onError = ErrorPolicy.ISOLATE, phase = {TransactionPhase.AFTER_ROLLBACK})
                void deleting(PreDelete<Article> event) {}

                @Receiver(value = {}, uid = "", onChange = {}, attribute = "", phase = {}, includingSubtypes = false)
                void deleted(PostDelete<Article> event) {}

                @Receiver({PreSave.class, PostSave.class, PostSave.class})
                void both(ModelEvent<? extends Named> event) {}

                @Receiver(value = {PreSave.class, PostSave.class, Changed.class}, onChange = {"body", "author"})
                void changing(ModelEvent<Article> event) {}

                @Receiver(PostSave.class)
                void namedTwice(PostSave<Article> event) {}

                @Receiver({M2mChanged.class, CollectionChanged.class})
                void collections(CollectionEvent<Article> event) {}

                @Receiver(value = M2mChanged.class, attribute = "tags")
                void tagged(CollectionEvent<Article> event) {}

                @Receiver(attribute = "address.phones")
                void phones(CollectionChanged<Article> event) {}

                @Receiver(phase = TransactionPhase.BEFORE_COMMIT, onChange = "address.country.code")
                void moving(List<Changed<Article>> events) {}

                @Receiver(phase = TransactionPhase.AFTER_COMMIT)
                void moved(List<Changed<?>> events) {}

                @Receiver(Changed.class)
                void any(List<? extends ModelEvent<?>> events) {}

                @Receiver
                void everything(PostSave<?> event) {}

                @Receiver
                void everythingBelow(PostSave<? super Article> event) {}

                @Receiver(includingSubtypes = true)
                void dated(PostSave<Dated> event) {}

                @Receiver
                void datedToo(PostSave<? extends Dated> event) {}

                @Receiver
                void generic(PostSave<ArrayList<?>> event) {}

                @Receiver
                void undecided(PostSave<Class<?>[]> event) {}

                @SuppressWarnings("rawtypes")
                @Receiver
                void raw(PostSave event) {}

                void noReceiver(String text) {}

                String neither(int number) {
                    return "";
                }
            }

            @dev.signals.hibernate.Receivers(Receivers.class)
            @Entity
            class Watched {
                @Id Long id;
            }
            """;

    @Test
    void nothingIsSaidOfALargeClass() throws ReflectiveOperationException {
        Expect.accepted(RECEIVERS);
    }

    /** Notes the connections that the checks see. */
    private static final class Connections extends OtherProcessor {

        private final List<String> seen = new ArrayList<>();

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (round.processingOver()) {
                Model model = new Model(processingEnv);
                TypeElement type = model.elements().getTypeElement("com.acme.Receivers");
                for (ReceiverMethod method : new ReceiverMethods(model).of(type)) {
                    ReceiverCheck.of(method, type, model)
                            .connections()
                            .forEach(connection -> seen.add(connection.description(model.names())));
                }
            }
            return false;
        }
    }

    @Test
    void theConnectionsAreThoseOfTheRunTime() throws ReflectiveOperationException {
        Connections connections = new Connections();
        Compilation.of(List.of(connections), Blog.ENTITIES, Blog.HEADER + RECEIVERS);

        assertThat(Expect.registered(RECEIVERS).connections())
                .hasSizeGreaterThan(25)
                .extracting(Object::toString)
                .containsExactlyElementsOf(connections.seen);
    }

    @Test
    void everySignalIsKnown() throws ReflectiveOperationException {
        StringBuilder source = new StringBuilder("class Receivers {\n");
        for (EventSignal signal : EventSignal.values()) {
            source.append("    @Receiver void on").append(signal.event()).append("(");
            source.append(signal.event()).append("<Article> event) {}\n");
        }

        Expect.accepted(source + "}\n");
        assertThat(Expect.registered(source + "}\n").connections())
                .extracting(connection -> connection.signal())
                .containsExactlyInAnyOrder(
                        "pre_init",
                        "post_init",
                        "pre_save",
                        "post_save",
                        "pre_delete",
                        "post_delete",
                        "m2m_changed",
                        "collection_changed",
                        "changed");
    }
}
