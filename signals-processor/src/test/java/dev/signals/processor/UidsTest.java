package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of uids that two receivers have. */
class UidsTest {

    private static String taken(String second, String first, String connectedTo) {
        return "receiver com.acme." + second + " would not be connected: its uid is taken by receiver com.acme." + first
                + " (uid \"u\") of " + connectedTo + ", and the first stays; use another uid";
    }

    @Test
    void twoMethodsOfAClassCannotHaveTheSameUid() {
        Expect.refused("""
                class Receivers {
                    @Receiver(uid = ^"u")
                    void second(PostSave<Article> event) {}

                    @Receiver(uid = "u")
                    void first(PostSave<Article> event) {}
                }
                """, taken("Receivers.second", "Receivers.first", "post_save for com.acme.Article"));
    }

    @Test
    void methodsOfTwoClassesCannotHaveTheSameUid() {
        Expect.refused("""
                class Receivers {
                    @Receiver(uid = "u", onChange = "title")
                    void first(PostSave<Article> event) {}
                }

                class Others {
                    @Receiver(value = {PostDelete.class, PostSave.class}, uid = ^"u", includingSubtypes = true)
                    void second(ModelEvent<Article> event) {}
                }
                """, taken("Others.second", "Receivers.first", "post_save for com.acme.Article"));
    }

    @Test
    void anEntityByItsNameIsTheSameSenderAsByItsClass() {
        Expect.refused("""
                class Receivers {
                    @Receiver(uid = "u")
                    void first(PostSave<Article> event) {}

                    @Receiver(uid = ^"u", entity = "Article")
                    void second(PostSave<?> event) {}
                }
                """, taken("Receivers.second", "Receivers.first", "post_save for com.acme.Article"));
        Expect.refused(
                """
                class Receivers {
                    @Receiver(uid = "u", entity = "com.acme.Article")
                    void first(PostSave<?> event) {}

                    @Receiver(uid = ^"u")
                    void second(PostSave<Article> event) {}
                }
                """, taken("Receivers.second", "Receivers.first", "post_save for any sender named com.acme.Article"));
    }

    @Test
    void anInheritedMethodCannotHaveTheUidOfAnother() {
        Expect.refused("""
                class Base {
                    @Receiver(uid = "u")
                    void first(PostSave<?> event) {}
                }

                class Receivers extends Base {
                    @Receiver(uid = ^"u")
                    void second(PostSave<?> event) {}
                }
                """, taken("Receivers.second", "Base.first", "post_save for any sender"));
        Expect.refused("""
                abstract class Base<A, B> {
                    @Receiver(uid = "u")
                    void first(PostSave<A> event) {}

                    @Receiver(uid = "u")
                    void second(PostSave<B> event) {}
                }

                class Different extends Base<Article, Comment> {}

                ^class Receivers extends Base<Article, Article> {}
                """, taken("Base.second", "Base.first", "post_save for com.acme.Article"));
    }

    @Test
    void theSameUidForPartsOfASenderIsTakenOnlyOnce() {
        Expect.refused(
                """
                class Receivers {
                    @Receiver(uid = "u", attribute = "tags")
                    void a(M2mChanged<Article> event) {}

                    @Receiver(uid = ^"u", attribute = "tags")
                    void b(M2mChanged<Article> event) {}

                    @Receiver(uid = "u")
                    void c(Changed<Article> event) {}

                    @Receiver(uid = ^"u", phase = TransactionPhase.AFTER_COMMIT)
                    void d(List<Changed<Article>> events) {}

                    @Receiver(uid = "u", phase = TransactionPhase.BEFORE_COMMIT)
                    void e(PostSave<Article> event) {}

                    @Receiver(uid = ^"u", phase = TransactionPhase.AFTER_COMMIT)
                    void f(PostSave<Article> event) {}
                }
                """,
                taken("Receivers.b", "Receivers.a", "m2m_changed for com.acme.Article.tags"),
                taken("Receivers.d", "Receivers.c", "changed for com.acme.Article"),
                taken("Receivers.f", "Receivers.e", "post_save for com.acme.Article"));
    }

    @Test
    void otherSignalsSendersAndPartsMayHaveTheSameUid() throws ReflectiveOperationException {
        Expect.accepted("""
                class Receivers {
                    @Receiver(uid = "u")
                    void saved(PostSave<Article> event) {}

                    @Receiver(uid = "u")
                    void savedAny(PostSave<?> event) {}

                    @Receiver(uid = "u")
                    void savedReview(PostSave<Review> event) {}

                    @Receiver(uid = "u")
                    void saving(PreSave<Article> event) {}

                    @Receiver(uid = "u", attribute = "tags")
                    void tagged(M2mChanged<Article> event) {}

                    @Receiver(uid = "u")
                    void related(M2mChanged<Article> event) {}

                    @Receiver(uid = "u", phase = TransactionPhase.BEFORE_COMMIT)
                    void before(Changed<Article> event) {}

                    @Receiver(uid = "u")
                    void after(Changed<Article> event) {}

                    @Receiver(uid = "")
                    void none(PostSave<Article> event) {}

                    @Receiver
                    void noneToo(PostSave<Article> event) {}
                }
                """);
    }

    @Test
    void anOverrideIsNoSecondReceiver() throws ReflectiveOperationException {
        Expect.accepted("""
                class Base {
                    @Receiver(uid = "u")
                    void saved(PostSave<Article> event) {}
                }

                class Receivers extends Base {
                    @Override
                    @Receiver(uid = "u")
                    void saved(PostSave<Article> event) {}
                }

                class Sibling extends Base {
                    @Override
                    void saved(PostSave<Article> event) {}
                }

                class Heir extends Base {}

                abstract class Generic<E> {
                    @Receiver(uid = "g")
                    void told(E event) {}
                }

                class Told extends Generic<PostSave<Article>> {
                    @Override
                    @Receiver(uid = "g")
                    void told(PostSave<Article> event) {}
                }
                """);
    }

    @Test
    void variablesOfOneClassAreNotTheSame() throws ReflectiveOperationException {
        Expect.accepted("""
                abstract class Base<A extends Article, B extends Article> {
                    @Receiver(uid = "u")
                    void first(PostSave<A> event) {}

                    @Receiver(uid = "u")
                    void second(PostSave<B> event) {}
                }

                class Receivers extends Base<Article, Review> {}
                """);
    }

    @Test
    void whatIsTakenIsNotConnectedAtRunTime() throws ReflectiveOperationException {
        String source = """
                class Receivers {
                    @Receiver(uid = "u")
                    void first(PostSave<Article> event) {}

                    @Receiver(uid = "u")
                    void second(PostSave<Article> event) {}
                }
                """;

        assertThat(Expect.registered(source).connections())
                .extracting(Object::toString)
                .containsOnly("receiver com.acme.Receivers.first (uid \"u\") of post_save for com.acme.Article");
    }
}
