package dev.signals.quarkus.deployment;

import dev.signals.quarkus.runtime.PanelConfig;
import dev.signals.quarkus.runtime.devui.DevPanel;
import dev.signals.quarkus.runtime.devui.SignalsJsonRpcService;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Adds a card to the Dev UI, and the signals panel that it opens. */
@BuildSteps(onlyIf = IsLocalDevelopment.class)
class SignalsDevUiProcessor {

    @BuildStep
    CardPageBuildItem card(PanelConfig config) {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Receivers")
                .icon("font-awesome-solid:tower-broadcast")
                .componentLink("qwc-signals-receivers.js")
                .dynamicLabelJsonRPCMethodName("getNumberOfReceivers"));
        if (hasPanel(config)) {
            card.addPage(Page.externalPageBuilder("Panel")
                    .icon("font-awesome-solid:diagram-project")
                    .tooltip("What happens on a save, the last transactions, and why they failed")
                    .dynamicUrlJsonRPCMethodName("getPanelAddress")
                    .isHtmlContent()
                    .doNotEmbed());
        }
        return card;
    }

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(SignalsJsonRpcService.class);
    }

    @BuildStep
    void panel(
            PanelConfig config,
            CombinedIndexBuildItem index,
            BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (hasPanel(config)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(DevPanel.class));
            if (!hasInspector(index)) {
                defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.signals.timeline", "true"));
            }
        }
    }

    private static boolean hasPanel(PanelConfig config) {
        return config.enabled() && QuarkusClassLoader.isClassPresentAtRuntime("dev.signals.panel.SignalPanel");
    }

    /** Returns whether the application needs the place that timelines would take, and would be warned at each start. */
    private static boolean hasInspector(CombinedIndexBuildItem index) {
        return index.getIndex().getAllKnownImplementations(StatementInspector.class).stream()
                .anyMatch(type -> type.hasDeclaredAnnotation(PersistenceUnitExtension.class));
    }
}
