package dev.signals.processor;

import org.junit.jupiter.api.Test;

/** What is said of methods of one class whose {@code after} and {@code order} contradict each other. */
class AfterRulesTest {

    @Test
    void twoMethodsCannotWaitForEachOther() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(uid = "a", after = "b")
                    void first(PostSave<Article> event) {}

                    @Receiver(uid = "b", after = ^"a")
                    void second(PostSave<Article> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.second (uid \"b\") of post_save for com.acme.Article: receivers"
                        + " would wait for each other: \"b\" after \"a\" after \"b\"; drop one of these options");
    }

    @Test
    void aCircleOfThreeIsNamedAsAWhole() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(uid = "a", after = "c")
                    void first(PostSave<Article> event) {}

                    @Receiver(uid = "b", after = {"x", "a"})
                    void second(PostSave<Article> event) {}

                    @Receiver(uid = "c", after = ^{"b"})
                    void third(PostSave<Article> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.third (uid \"c\") of post_save for com.acme.Article: receivers"
                        + " would wait for each other: \"c\" after \"b\" after \"a\" after \"c\"; drop one of these options");
    }

    @Test
    void anOrderCannotBeLowerThanThatOfAReceiverBefore() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(uid = "slug", order = 5)
                    void first(PreSave<Article> event) {}

                    @Receiver(uid = "tag", after = "slug")
                    void second(PreSave<Article> event) {}

                    @Receiver(order = 1, after = ^"tag")
                    void third(PreSave<Article> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.third of pre_save for com.acme.Article: receiver"
                        + " com.acme.Receivers.third of pre_save for com.acme.Article is to be called after \"tag\", but has order 1,"
                        + " which is lower than order 5 of \"slug\"; drop order(...), or after(...)");
    }

    @Test
    void theReceiverBeforeIsRefusedIfItComesSecond() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(uid = "mail", order = 1, after = "slug")
                    void first(PreSave<Article> event) {}

                    @Receiver(uid = "slug", order = 5)
                    void ^second(PreSave<Article> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.second (uid \"slug\") of pre_save for com.acme.Article: \"mail\""
                        + " is to be called after \"slug\", but has order 1, which is lower than order 5 of \"slug\"; drop order(...), or"
                        + " after(...)");
    }

    @Test
    void methodsThatNeverMeetMayNameEachOther() throws ReflectiveOperationException {
        Expect.accepted("""
                class Receivers {
                    @Receiver(uid = "a", after = "b")
                    void first(PostSave<Article> event) {}

                    @Receiver(uid = "b", after = "a")
                    void second(PostSave<Author> event) {}

                    @Receiver(uid = "b", after = "a")
                    void third(PostDelete<Article> event) {}

                    @Receiver(uid = "c", order = 3, after = {"a", "unknown"})
                    void fourth(PostSave<Article> event) {}
                }
                """);
    }
}
