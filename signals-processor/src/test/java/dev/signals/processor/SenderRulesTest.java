package dev.signals.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of senders that no entity can match. */
class SenderRulesTest {

    private static final String NEVER = "such a type is never an entity class; give the entity class";

    private static String saved(String sender) {
        return "class Receivers {\n    @Receiver void ^saved(PostSave<" + sender + "> event) {}\n}\n";
    }

    private static String refusal(String sender, String fault) {
        return "cannot connect receiver com.acme.Receivers.saved of post_save for " + sender + ": " + fault;
    }

    @Test
    void enumsRecordsAndAnnotationsAreNoEntities() throws ReflectiveOperationException {
        Expect.refusedAlike(saved("Status"), refusal("com.acme.Status", NEVER));
        Expect.refusedAlike(saved("Point"), refusal("com.acme.Point", NEVER));
        Expect.refusedAlike(saved("Entity"), refusal("jakarta.persistence.Entity", NEVER));
        Expect.refusedAlike(saved("? extends Status"), refusal("com.acme.Status", NEVER));
    }

    @Test
    void arraysAreNoEntities() throws ReflectiveOperationException {
        Expect.refused(saved("Article[]"), refusal("com.acme.Article[]", NEVER));
        assertThat(Expect.refusalAtRunTime(saved("Article[]"))).endsWith(NEVER);
    }

    @Test
    void embeddablesAreNoEntities() throws ReflectiveOperationException {
        Expect.refusedAlike(
                saved("Address"),
                refusal(
                        "com.acme.Address",
                        "it is an @Embeddable and saved with its owner; give the entity class that owns it"));
    }

    @Test
    void interfacesNeedSubtypes() throws ReflectiveOperationException {
        Expect.refusedAlike(
                saved("Named"),
                refusal(
                        "com.acme.Named",
                        "it is an interface, and only exactly this class matches; add includingSubtypes() to receive events"
                                + " of the entities that implement it"));
        Expect.accepted(saved("? extends Named").replace("^", ""));
    }

    @Test
    void mappedSuperclassesNeedSubtypes() throws ReflectiveOperationException {
        Expect.refusedAlike(
                saved("Dated"),
                refusal(
                        "com.acme.Dated",
                        "it is a @MappedSuperclass, and only exactly this class matches; add includingSubtypes() to receive"
                                + " events of the entities that extend it"));
        Expect.accepted("""
                class Receivers {
                    @Receiver(includingSubtypes = true)
                    void saved(PostSave<Dated> event) {}
                }
                """);
    }

    @Test
    void theConnectionIsNamedInFull() throws ReflectiveOperationException {
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(uid = "u", phase = TransactionPhase.BEFORE_COMMIT)
                    void ^told(List<Changed<Status>> events) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.told (uid \"u\") of changed for com.acme.Status before the commit: "
                        + NEVER);
        Expect.refusedAlike(
                """
                class Receivers {
                    @Receiver(value = {M2mChanged.class, CollectionChanged.class}, attribute = "tags")
                    void ^told(CollectionEvent<Status> event) {}
                }
                """,
                "cannot connect receiver com.acme.Receivers.told of m2m_changed for com.acme.Status.tags: " + NEVER);
    }
}
