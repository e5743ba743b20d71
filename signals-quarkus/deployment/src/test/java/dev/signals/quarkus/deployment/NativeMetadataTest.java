package dev.signals.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PostSave;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageProxyDefinitionBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveMethodBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a native image is told. Whether that is enough has not been tried. */
class NativeMetadataTest {

    static class Receivers {

        @Receiver
        void saved(PostSave<Article> event) {}
    }

    /** A property, since the build runs in another class loader. */
    private static final String CHECKED = NativeMetadataTest.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = Applications.of(Receivers.class)
            .addBuildChainCustomizer(chain -> chain.addBuildStep(context -> {
                        assertThat(context.consumeMulti(ReflectiveMethodBuildItem.class))
                                .extracting(method -> method.getDeclaringClass() + "." + method.getName())
                                .contains(Receivers.class.getName() + ".saved");
                        assertThat(context.consumeMulti(NativeImageProxyDefinitionBuildItem.class))
                                .flatExtracting(NativeImageProxyDefinitionBuildItem::getClasses)
                                .contains("org.hibernate.engine.jdbc.spi.JdbcServices");
                        System.setProperty(CHECKED, "true");
                    })
                    .consumes(ReflectiveMethodBuildItem.class)
                    .consumes(NativeImageProxyDefinitionBuildItem.class)
                    .produces(GeneratedResourceBuildItem.class)
                    .build());

    @AfterAll
    static void forget() {
        System.clearProperty(CHECKED);
    }

    @Test
    void receiverMethodsAndProxiesAreKept() {
        assertThat(System.getProperty(CHECKED)).isEqualTo("true");
    }
}
