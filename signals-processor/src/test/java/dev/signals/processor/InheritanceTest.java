package dev.signals.processor;

import org.junit.jupiter.api.Test;

/** Receivers of superclasses, whose type variables a subclass fills in. */
class InheritanceTest {

    private static final String BASE = """
            abstract class Base<T> {
                @Receiver(onChange = "title")
                void saved(PostSave<T> event) {}

                @Receiver(attribute = "tags")
                void tagged(M2mChanged<T> event) {}

                @Receiver(includingSubtypes = true)
                void deleted(PostDelete<? extends T> event) {}

                @Receiver
                void digest(List<Changed<T>> events) {}
            }
            """;

    @Test
    void aVariableIsForTheSubclassToSay() throws ReflectiveOperationException {
        Expect.accepted(BASE + "class Receivers extends Base<Article> {}\n");
    }

    @Test
    void aMethodIsCheckedForWhatTheSubclassMakesOfIt() {
        Expect.refused(
                BASE + """
                        abstract class Middle<X> extends Base<X> {}
                        ^^class Receivers extends Middle<Comment> {}
                        """,
                "cannot connect receiver com.acme.Base.saved of post_save for com.acme.Comment: there is no attribute \"title\";"
                        + " there are article",
                "cannot connect receiver com.acme.Base.tagged of m2m_changed for com.acme.Comment.tags: there is no attribute"
                        + " \"tags\" that m2m_changed is about; the entity has none");
    }

    @Test
    void aSenderThatIsNoEntityIsToldAtTheSubclass() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                abstract class Base<T> {
                    @Receiver
                    void saved(PostSave<T> event) {}
                }

                ^class Receivers extends Base<Status> {}
                """,
                "cannot connect receiver com.acme.Base.saved of post_save for com.acme.Status: such a type is never an entity"
                        + " class; give the entity class");
    }

    @Test
    void theEventItselfMayBeAVariable() throws ReflectiveOperationException {
        String base = """
                abstract class Base<E> {
                    @Receiver
                    void told(E event) {}
                }
                """;
        Expect.accepted(base + "class Receivers extends Base<PostSave<Article>> {}\n");
        Expect.accepted(base + "class Receivers extends Base<List<Changed<Article>>> {}\n");
        Expect.refusedAlike(
                base + "^class Receivers extends Base<Article> {}\n",
                "cannot register @Receiver method com.acme.Base.told(E): it takes com.acme.Article, which is no event; a"
                        + " receiver looks like @Receiver void told(PostSave<Article> event)");
        Expect.refusedAlike(
                base + "^class Receivers extends Base<ModelEvent<Article>> {}\n",
                "cannot register @Receiver method com.acme.Base.told(E): no signal sends ModelEvent; name the signals, as in"
                        + " @Receiver({PostSave.class, PostDelete.class}); a receiver looks like @Receiver void"
                        + " told(PostSave<Article> event)");
    }

    @Test
    void whatIsWrongWhereItIsDeclaredIsToldThereOnly() {
        Expect.refused(
                """
                class Receivers extends Base<Article> {}

                class Others extends Base<Tag> {}

                abstract class Base<T> {
                    @Receiver
                    int ^saved(PostSave<T> event) {
                        return 0;
                    }

                    @Receiver(onChange = ^"titel")
                    void changed(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Base.saved(PostSave<T>): its result would be lost; a receiver looks like"
                        + " @Receiver void saved(PostSave<Article> event)",
                "cannot connect receiver com.acme.Base.changed of post_save for com.acme.Article: there is no attribute"
                        + " \"titel\"; there are address, address.city, address.country, address.country.code, author, body,"
                        + " cover, keywords, publishedIn, title; did you mean \"title\"?");
    }

    @Test
    void anOverrideNeedNotRepeatTheAnnotation() {
        Expect.refused(
                """
                abstract class Base<T> {
                    @Receiver(onChange = "title")
                    void saved(PostSave<T> event) {}
                }

                class Receivers extends Base<Comment> {
                    @Override
                    void ^saved(PostSave<Comment> event) {}
                }
                """,
                "cannot connect receiver com.acme.Base.saved of post_save for com.acme.Comment: there is no attribute"
                        + " \"title\"; there are article");
    }

    @Test
    void variablesOfAMethodAreTheirBounds() throws ReflectiveOperationException {
        Expect.accepted("""
                class Receivers {
                    @Receiver(onChange = "title")
                    <T extends Article> void saved(PostSave<T> event) {}

                    @Receiver
                    <E extends PostDelete<Article> & Named> void deleted(E event) {}
                }
                """);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    <T extends Named> void ^saved(PostSave<T> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.saved of post_save for com.acme.Named: it is an interface, and only"
                        + " exactly this class matches; add includingSubtypes() to receive events of the entities that"
                        + " implement it");
    }

    @Test
    void interfacesAndInnerClassesAreCheckedToo() {
        Expect.refused(
                """
                interface Told {
                    @Receiver
                    default void ^told(Article article) {}
                }

                class Outer {
                    class Inner {
                        @Receiver
                        private void ^hidden(Article article) {}

                        @Receiver
                        static void ^shared(Article article) {}
                    }
                }
                """,
                "cannot register @Receiver method com.acme.Told.told(Article): it takes com.acme.Article, which is no event; a"
                        + " receiver looks like @Receiver void told(PostSave<Article> event)",
                "cannot register @Receiver method com.acme.Outer$Inner.hidden(Article): it takes com.acme.Article, which is no"
                        + " event; a receiver looks like @Receiver void hidden(PostSave<Article> event)",
                "cannot register @Receiver method com.acme.Outer$Inner.shared(Article): it takes com.acme.Article, which is no"
                        + " event; a receiver looks like @Receiver void shared(PostSave<Article> event)");
    }
}
