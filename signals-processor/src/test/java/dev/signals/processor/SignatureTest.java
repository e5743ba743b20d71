package dev.signals.processor;

import org.junit.jupiter.api.Test;

/** What is said of the parameter and the result. */
class SignatureTest {

    private static final String EXAMPLE = "; a receiver looks like @Receiver void saved(PostSave<Article> event)";

    @Test
    void anotherNumberOfParametersIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    void ^saved(PostSave<Article> event, String other) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(PostSave<Article>, String): it takes 2"
                        + " parameters" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver void ^saved() {}
                }
                """, "cannot register @Receiver method com.acme.Receivers.saved(): it takes 0 parameters" + EXAMPLE);
    }

    @Test
    void aResultIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    String ^saved(PostSave<Article> event) {
                        return "lost";
                    }
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(PostSave<Article>): its result would be lost"
                        + EXAMPLE);
    }

    @Test
    void aParameterThatIsNoEventIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    void ^saved(Article article) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(Article): it takes com.acme.Article, which is no"
                        + " event" + EXAMPLE);
    }

    @Test
    void theTypeOfAParameterThatIsNoEventIsNamedAsReflectionDoes() throws ReflectiveOperationException {
        refusedParameter("int number", "int", "int");
        refusedParameter("String... texts", "String[]", "java.lang.String[]");
        refusedParameter("Map.Entry<String, ?> entry", "Entry<String, ?>", "java.util.Map$Entry<java.lang.String, ?>");
        refusedParameter(
                "Collection<? extends Changed<Article>> events",
                "Collection<? extends Changed<Article>>",
                "java.util.Collection<? extends dev.signals.hibernate.event.Changed<com.acme.Article>>");
        refusedParameter(
                "List<? super Article> list", "List<? super Article>", "java.util.List<? super com.acme.Article>");
        refusedParameter(
                "PostSave<Article>[] events",
                "PostSave<Article>[]",
                "dev.signals.hibernate.event.PostSave<com.acme.Article>[]");
        refusedParameter("Object event", "Object", "java.lang.Object");
    }

    private static void refusedParameter(String parameter, String shortName, String name)
            throws ReflectiveOperationException {
        Expect.refusedAlike(
                "class Receivers {\n    @Receiver void ^saved(" + parameter + ") {}\n}\n",
                "cannot register @Receiver method com.acme.Receivers.saved(" + shortName + "): it takes " + name
                        + ", which is no event" + EXAMPLE);
    }

    @Test
    void anEventOfSeveralSignalsNeedsTheirNames() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    void ^saved(ModelEvent<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(ModelEvent<Article>): no signal sends ModelEvent;"
                        + " name the signals, as in @Receiver({PostSave.class, PostDelete.class})" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver({M2mChanged.class, CollectionEvent^.class})
                    void saved(CollectionEvent<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(CollectionEvent<Article>): no signal sends"
                        + " CollectionEvent; name the signals, as in @Receiver({PostSave.class, PostDelete.class})"
                        + EXAMPLE);
    }

    @Test
    void aSubtypeOfAnEventIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                interface Saved extends PostSave<Article> {}
                class Receivers {
                    @Receiver
                    void ^saved(Saved event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(Saved): no signal sends Saved; name the signals, as"
                        + " in @Receiver({PostSave.class, PostDelete.class})" + EXAMPLE);
    }

    @Test
    void aSignalWhoseEventDoesNotFitTheParameterIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver({PostSave.class, PostDelete^.class})
                    void saved(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(PostSave<Article>): it takes PostSave, but the"
                        + " annotation names PostDelete" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(PostDelete^.class)
                    void saved(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(PostSave<Article>): it takes PostSave, but the"
                        + " annotation names PostDelete" + EXAMPLE);
    }

    @Test
    void aListOfOtherEventsThanChangedIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    void ^saved(List<PostSave<Article>> events) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(List<PostSave<Article>>): only"
                        + " Changed events can be received as a list, as in List<Changed<Article>>" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver({Changed.class, PostSave.class})
                    void ^saved(List<ModelEvent<Article>> events) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(List<ModelEvent<Article>>): only"
                        + " Changed events can be received as a list, as in List<Changed<Article>>" + EXAMPLE);
    }

    @Test
    void aListOfNothingInParticularIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver
                    @SuppressWarnings("rawtypes")
                    void ^saved(List events) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.saved(List): it takes java.util.List, which is no event"
                        + EXAMPLE);
    }

    @Test
    void nestedClassesAreNamedAsAtRunTime() {
        Expect.refused(
                """
                class Outer {
                    static class Inner {
                        @Receiver
                        void ^saved(Map.Entry<Outer.Inner, String> entry) {}
                    }
                }
                """,
                "cannot register @Receiver method com.acme.Outer$Inner.saved(Entry<Inner, String>): it takes"
                        + " java.util.Map$Entry<com.acme.Outer$Inner, java.lang.String>, which is no event" + EXAMPLE);
    }
}
