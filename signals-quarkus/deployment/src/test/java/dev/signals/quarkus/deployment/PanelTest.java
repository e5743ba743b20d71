package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import io.quarkus.devui.tests.DevUIJsonRPCTest;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusDevModeTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The panel that the card of the Dev UI opens. */
public class PanelTest extends DevUIJsonRPCTest {

    @ApplicationScoped
    static class Receivers {

        @Inject
        EntityManager manager;

        @Receiver
        void saved(PostSave<Article> event) {}

        @Transactional
        void work(@Observes StartupEvent event) {
            manager.persist(new Article());
        }
    }

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClasses(Article.class, Receivers.class)
                    .addAsResource(new StringAsset("""
                                    quarkus.datasource.db-kind=h2
                                    quarkus.datasource.jdbc.url=jdbc:h2:mem:panel;DB_CLOSE_DELAY=-1
                                    quarkus.datasource.devservices.enabled=false
                                    quarkus.hibernate-orm.schema-management.strategy=drop-and-create
                                    quarkus.signals.panel.port=0
                                    """), "application.properties"));

    /** Names the card. */
    public PanelTest() {
        super("dev.signals.signals-quarkus");
    }

    @Test
    public void theCardOpensThePanelWithWhatHasHappenedSinceTheStart() throws Exception {
        URI address = URI.create(executeJsonRPCMethod("getPanelAddress").asText());

        assertThat(InetAddress.getByName(address.getHost()).isLoopbackAddress()).isTrue();
        assertThat(get(address)).contains("<title>Signals</title>");
        assertThat(get(address.resolve("map"))).contains("Receivers.saved", "\"statements\":true");
        assertThat(get(address.resolve("activity?work=1"))).contains("post_save", "insert into", "committed");
    }

    private static String get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
