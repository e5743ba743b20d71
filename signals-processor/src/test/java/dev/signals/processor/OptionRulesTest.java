package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of values of the annotation that do not fit. */
class OptionRulesTest {

    private static final String EXAMPLE = "; a receiver looks like @Receiver void told(PostSave<Article> event)";

    @Test
    void aSecondPhaseIsRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(phase = ^{TransactionPhase.BEFORE_COMMIT, TransactionPhase.AFTER_COMMIT})
                    void told(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): it names 2 phases, but can have"
                        + " only one" + EXAMPLE);
    }

    @Test
    void anAsynchronousReceiverIsCalledAfterTheCommit() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(phase = TransactionPhase.BEFORE_COMMIT, async = ^true)
                    void told(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): async = true means after the"
                        + " commit, but the method names phase BEFORE_COMMIT" + EXAMPLE);
    }

    @Test
    void aDurableReceiverIsNothingElse() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(durable = "mail", phase = TransactionPhase^.AFTER_COMMIT)
                    void told(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): durable means after the"
                        + " commit, in another transaction; drop the phase" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(durable = "mail", async = ^true)
                    void told(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): async and durable exclude"
                        + " each other; drop one of them" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(orderedPerEntity = ^true)
                    void told(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): orderedPerEntity has no"
                        + " meaning without durable" + EXAMPLE);
    }

    @Test
    void aDurableReceiverHearsOfWhatTheCommitMakesFinal() throws ReflectiveOperationException {
        Expect.refused(
                """
                class Receivers {
                    @Receiver(durable = ^"mail")
                    void told(PreSave<Article> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.told of pre_save for com.acme.Article:"
                        + " durable(\"mail\") is for CHANGED, POST_SAVE, POST_DELETE and M2M_CHANGED, whose events the"
                        + " commit makes final; pre_save comes before that, or has nothing that could be kept");
        assertThat(Expect.compile("""
                class Receivers {
                    @Receiver(durable = "mail", orderedPerEntity = true)
                    void told(PostSave<Article> event) {}
                }
                """).messages()).isEmpty();
    }

    @Test
    void anEntityNameLeavesOpenWhatItsAttributesAre() throws ReflectiveOperationException {
        Expect.accepted("""
                class Receivers {
                    @Receiver(entity = "Person", onChange = "anything", uid = "u", async = true)
                    void person(PostSave<java.util.Map<String, Object>> event) {}

                    @Receiver(entity = "Planet", onChange = "other", uid = "u")
                    void planet(PostSave<java.util.Map<String, Object>> event) {}
                }
                """);
    }

    @Test
    void changedIsNotSentAfterARollback() throws ReflectiveOperationException {
        for (String phase : new String[] {"AFTER_ROLLBACK", "AFTER_COMPLETION"}) {
            Expect.refusedAlike(
                    """
                    class Receivers {
                        @Receiver(phase = TransactionPhase^.%s)
                        void told(Changed<Article> event) {}
                    }
                    """.formatted(phase),
                    "cannot connect to changed in phase " + phase
                            + ": a transaction that is rolled back has changed nothing;"
                            + " use beforeCommit() or afterCommit(), or connect to post_save and post_delete");
        }
    }

    @Test
    void onlyChangedHasCollectionsAndWhatIsCreatedAndDeleted() throws ReflectiveOperationException {
        for (String member : new String[] {"includingCollections", "includingCreatedAndDeleted"}) {
            Expect.refusedAlike(
                    """
                    class Receivers {
                        @Receiver(%s = ^true)
                        void told(PostSave<Article> event) {}
                    }
                    """.formatted(member),
                    "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): " + member
                            + " has no meaning for PostSave" + EXAMPLE);
            Expect.accepted("""
                    class Receivers {
                        @Receiver(%s = true)
                        void told(Changed<Article> event) {}
                    }
                    """.formatted(member));
        }
    }

    @Test
    void changesOfAnEventThatHasNoneAreRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(onChange = ^{"title", "body"})
                    void told(PostDelete<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostDelete<Article>): onChange has no meaning for"
                        + " PostDelete" + EXAMPLE);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(value = {PostSave.class, PostDelete.class}, onChange = ^"title")
                    void told(ModelEvent<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(ModelEvent<Article>): onChange has no meaning for"
                        + " PostDelete" + EXAMPLE);
    }

    @Test
    void anAttributeIsForSignalsAboutCollections() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(attribute = ^"tags")
                    void told(PostSave<Article> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostSave<Article>): attribute \"tags\" is only"
                        + " possible for M2mChanged and CollectionChanged of one entity class" + EXAMPLE);
    }

    @Test
    void anAttributeIsThatOfOneEntityClass() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(attribute = ^"tags")
                    void told(M2mChanged<?> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(M2mChanged<?>): attribute \"tags\" is only possible for"
                        + " M2mChanged and CollectionChanged of one entity class" + EXAMPLE);
    }

    @Test
    void subtypesOfAnySenderAreRefused() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(includingSubtypes = ^true)
                    void told(PostSave<?> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.told to post_save for any sender: includingSubtypes() has no meaning"
                        + " without a sender; give the sender or drop the option");
    }

    @Test
    void everyMistakeOfAMethodIsToldAtOnce() {
        Expect.refused(
                """
                class Receivers {
                    @Receiver(onChange = ^"title", attribute = ^"tags", includingSubtypes = ^true)
                    void told(PostDelete<?> event) {}
                }
                """,
                "cannot register @Receiver method com.acme.Receivers.told(PostDelete<?>): onChange has no meaning for PostDelete"
                        + EXAMPLE,
                "cannot register @Receiver method com.acme.Receivers.told(PostDelete<?>): attribute \"tags\" is only possible for"
                        + " M2mChanged and CollectionChanged of one entity class" + EXAMPLE,
                "cannot connect receiver com.acme.Receivers.told to post_delete for any sender: includingSubtypes() has no"
                        + " meaning without a sender; give the sender or drop the option");
    }
}
