package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.test.QuarkusDevModeTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class DevUiTest extends DevUIJsonRPCTest {

    static class Receivers {

        @Receiver(createdOnly = true)
        void saved(PostSave<Article> event) {}
    }

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Article.class, Receivers.class)
                    .addAsResource(new StringAsset("""
                                    quarkus.datasource.db-kind=h2
                                    quarkus.datasource.jdbc.url=jdbc:h2:mem:devui;DB_CLOSE_DELAY=-1
                                    quarkus.datasource.devservices.enabled=false
                                    quarkus.hibernate-orm.schema-management.strategy=drop-and-create
                                    """), "application.properties"));

    /** Names the card. */
    public DevUiTest() {
        super("dev.signals.signals-quarkus");
    }

    @Test
    public void theCardListsTheReceivers() throws Exception {
        JsonNode receivers = executeJsonRPCMethod("getReceivers");

        assertThat(receivers).hasSize(1);
        assertThat(receivers.get(0).get("signal").asText()).isEqualTo("post_save");
        assertThat(receivers.get(0).get("receiver").asText()).endsWith("Receivers.saved");
        assertThat(receivers.get(0).get("unit").asText()).isEqualTo("<default>");
        assertThat(executeJsonRPCMethod("getNumberOfReceivers").asInt()).isEqualTo(1);
    }
}
