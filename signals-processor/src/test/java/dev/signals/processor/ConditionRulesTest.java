package dev.signals.processor;

import org.junit.jupiter.api.Test;

/** What is said of conditions that have no meaning, or exclude each other. */
class ConditionRulesTest {

    private static final String EXAMPLE = "; a receiver looks like @Receiver void told(PostSave<Article> event)";
    private static final String REGISTER = "cannot register @Receiver method com.acme.Receivers.told(";
    private static final String CONNECT = "cannot connect receiver com.acme.Receivers.told to ";

    private static String receiver(String values, String event) {
        return "class Receivers {\n    @Receiver(" + values + ")\n    void told(" + event + " event) {}\n}\n";
    }

    @Test
    void conditionsThatFitTogetherAreAccepted() throws ReflectiveOperationException {
        for (String values : new String[] {
            "createdOnly = true",
            "updatedOnly = true, onChange = {\"title\", \"status\"}",
            "onChange = \"status\", from = \"DRAFT\", to = \"PUBLISHED\", updatedOnly = true",
            "onChange = \"status\", to = \"PUBLISHED\", createdOnly = true",
            "onChange = \"status\", from = \"DRAFT\"",
            "after = {\"slug\", \"index\"}, uid = \"mail\", order = 3",
            "onChange = \"title\", from = \"\""
        }) {
            Expect.accepted(receiver(values, "PostSave<Offer>"));
        }
        Expect.accepted(receiver("createdOnly = true, includingCreatedAndDeleted = true", "Changed<Offer>"));
        Expect.accepted(receiver("onChange = \"anything\", from = \"x\", to = \"y\"", "PreSave<?>"));
    }

    @Test
    void anEventThatIsNoSaveIsNeitherCreatedNorUpdated() throws ReflectiveOperationException {
        for (String member : new String[] {"createdOnly", "updatedOnly"}) {
            Expect.refusedAlike(
                    receiver(member + " = ^true", "PostDelete<Article>"),
                    REGISTER + "PostDelete<Article>): " + member + " has no meaning for PostDelete" + EXAMPLE);
            Expect.refusedAlike(
                    receiver(member + " = ^true", "M2mChanged<?>"),
                    REGISTER + "M2mChanged<?>): " + member + " has no meaning for M2mChanged" + EXAMPLE);
        }
    }

    @Test
    void nothingIsCreatedAndUpdated() throws ReflectiveOperationException {
        String end = "createdOnly() and updatedOnly() exclude each other; drop one of them";

        Expect.refusedAlike(
                receiver("createdOnly = true, updatedOnly = ^true", "PostSave<Article>"),
                CONNECT + "post_save for com.acme.Article: " + end);
        Expect.refusedAlike(
                receiver("createdOnly = true, updatedOnly = ^true", "PreSave<?>"),
                CONNECT + "pre_save for any sender: " + end);
    }

    @Test
    void aNewEntityHadNoValueBefore() throws ReflectiveOperationException {
        Expect.refusedAlike(
                receiver("createdOnly = true, onChange = \"title\", from = ^\"a\", to = \"b\"", "PostSave<Article>"),
                CONNECT + "post_save for com.acme.Article: createdOnly() and onChange(title).from(a).to(b) exclude each"
                        + " other; drop one of them");
    }

    @Test
    void valuesNeedTheNameOfTheirAttribute() throws ReflectiveOperationException {
        for (String member : new String[] {"from", "to"}) {
            Expect.refusedAlike(
                    receiver(member + " = ^\"DRAFT\"", "PostSave<Offer>"),
                    REGISTER + "PostSave<Offer>): " + member
                            + " has no meaning without onChange, which names the attribute" + EXAMPLE);
        }
    }

    @Test
    void valuesAreThoseOfOneAttribute() throws ReflectiveOperationException {
        for (String member : new String[] {"from", "to"}) {
            Expect.refusedAlike(
                    receiver("onChange = {\"status\", \"title\"}, " + member + " = ^\"DRAFT\"", "PostSave<Offer>"),
                    REGISTER
                            + "PostSave<Offer>): from and to are about one attribute, but onChange(status, title) names 2;"
                            + " connect the receiver for each of them" + EXAMPLE);
        }
    }

    @Test
    void thereIsOneValueOfEach() throws ReflectiveOperationException {
        for (String member : new String[] {"from", "to"}) {
            Expect.refusedAlike(
                    receiver("onChange = \"status\", " + member + " = ^{\"DRAFT\", \"PUBLISHED\"}", "PostSave<Offer>"),
                    REGISTER + "PostSave<Offer>): " + member + " names 2 values, but can have only one" + EXAMPLE);
        }
    }

    @Test
    void aChangeHasTwoValues() throws ReflectiveOperationException {
        Expect.refusedAlike(
                receiver("onChange = \"status\", from = \"DRAFT\", to = ^\"DRAFT\"", "PostSave<Offer>"),
                REGISTER
                        + "PostSave<Offer>): onChange(status).from(DRAFT).to(DRAFT) is no change; give two values, or only"
                        + " one of them" + EXAMPLE);
    }

    @Test
    void whatIsCreatedAndDeletedIsNoUpdateAndHasNoChanges() throws ReflectiveOperationException {
        String end = " and includingCreatedAndDeleted() exclude each other; drop one of them";

        Expect.refusedAlike(
                receiver("updatedOnly = true, includingCreatedAndDeleted = ^true", "Changed<Article>"),
                "cannot connect receiver com.acme.Receivers.told of changed for com.acme.Article: updatedOnly()" + end);
        Expect.refusedAlike(
                receiver("onChange = \"title\", includingCreatedAndDeleted = ^true", "Changed<Article>"),
                "cannot connect receiver com.acme.Receivers.told of changed for com.acme.Article: onChange(title)"
                        + end);
    }

    @Test
    void aReceiverIsNotCalledAfterItself() throws ReflectiveOperationException {
        Expect.refusedAlike(
                receiver("uid = \"mail\", after = ^{\"slug\", \"mail\"}", "PostSave<Article>"),
                CONNECT
                        + "post_save for com.acme.Article: after(\"slug\", \"mail\") names its own uid; name the uids of"
                        + " others");
        Expect.refusedAlike(
                receiver("after = ^\"\"", "PostSave<Article>"),
                REGISTER
                        + "PostSave<Article>): after(\"\") names no uid; name the uids of the receivers that are called"
                        + " before, or drop the option" + EXAMPLE);
    }

    @Test
    void aTextIsReadByTheTypeOfTheAttribute() throws ReflectiveOperationException {
        String[] fitting = {
            "open:true",
            "amount:-7",
            "price:1.50",
            "until:2026-03-01",
            "code:00000000-0000-0000-0000-000000000001",
            "title:any",
            "author:7",
            "address:Rome"
        };
        for (String each : fitting) {
            String[] parts = each.split(":");
            Expect.accepted(receiver("onChange = \"" + parts[0] + "\", to = \"" + parts[1] + "\"", "PostSave<Offer>"));
        }
    }

    @Test
    void aTextThatIsNoValueOfItsAttributeIsRefused() {
        String[][] wrong = {
            {"status", "DRAFTED", "com.acme.Status; its constants are DRAFT, PUBLISHED"},
            {"open", "yes", "java.lang.Boolean"},
            {"amount", "1.5", "java.lang.Integer"},
            {"price", "cheap", "java.math.BigDecimal"},
            {"until", "tomorrow", "java.time.LocalDate"},
            {"code", "x", "java.util.UUID"}
        };
        for (String[] each : wrong) {
            Expect.refused(
                    receiver("onChange = \"" + each[0] + "\", from = ^\"" + each[1] + "\"", "PostSave<Offer>"),
                    REGISTER + "PostSave<Offer>): from \"" + each[1] + "\" is no value of attribute \"" + each[0]
                            + "\", which is a " + each[2] + EXAMPLE);
        }
    }

    @Test
    void aTextIsNotReadWhereTheSenderIsOpen() throws ReflectiveOperationException {
        Expect.accepted(receiver("onChange = \"status\", to = \"DRAFTED\"", "PostSave<? extends Offer>"));
    }
}
