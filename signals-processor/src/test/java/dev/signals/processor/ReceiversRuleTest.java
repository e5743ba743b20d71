package dev.signals.processor;

import org.junit.jupiter.api.Test;

/** What is said of classes that {@code @Receivers} names. */
class ReceiversRuleTest {

    @Test
    void aClassWithoutReceiversIsRefused() throws ReflectiveOperationException {
        String message =
                "cannot register com.acme.Receivers: it has no receiver; annotate a method with @Receiver, as in"
                        + " @Receiver void articleSaved(PostSave<Article> event)";

        Expect.refusedAlike("""
                class Receivers {
                    void saved(PostSave<Article> event) {}
                }

                @dev.signals.hibernate.Receivers(Receivers^.class)
                @Entity
                class Watched {}
                """, message);
    }

    @Test
    void aClassThatInheritsReceiversIsAccepted() throws ReflectiveOperationException {
        Expect.accepted("""
                class Base {
                    @Receiver
                    private void saved(PostSave<Article> event) {}
                }

                class Receivers extends Base {}

                @dev.signals.hibernate.Receivers({Base.class, Receivers.class})
                @Entity
                class Watched {}
                """);
    }
}
