package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import dev.signals.quarkus.memo.Memo;
import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.test.QuarkusDevModeTest;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class InactiveUnitTest extends DevUIJsonRPCTest {

    static class Receivers {

        @Receiver
        void saved(PostSave<Article> event) {}
    }

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Article.class, Receivers.class)
                    .addPackage(Memo.class.getPackage())
                    .addAsResource(new StringAsset("""
                                    quarkus.datasource.db-kind=h2
                                    quarkus.datasource.jdbc.url=jdbc:h2:mem:active;DB_CLOSE_DELAY=-1
                                    quarkus.datasource.devservices.enabled=false
                                    quarkus.hibernate-orm.packages=dev.signals.quarkus.deployment
                                    quarkus.hibernate-orm.schema-management.strategy=drop-and-create
                                    quarkus.hibernate-orm.memos.packages=dev.signals.quarkus.memo
                                    quarkus.hibernate-orm.memos.datasource=<default>
                                    quarkus.hibernate-orm.memos.active=false
                                    """), "application.properties"));

    /** Names the card. */
    public InactiveUnitTest() {
        super("dev.signals.signals-quarkus");
    }

    @Test
    public void theCardLeavesOutAUnitThatIsInactive() throws Exception {
        JsonNode receivers = executeJsonRPCMethod("getReceivers");

        assertThat(receivers).hasSize(1);
        assertThat(receivers.get(0).get("unit").asText()).isEqualTo("<default>");
    }
}
