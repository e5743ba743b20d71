package dev.signals.quarkus.deployment;

import dev.signals.quarkus.runtime.devui.SignalsJsonRpcService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** Adds a card to the Dev UI. */
@BuildSteps(onlyIf = IsLocalDevelopment.class)
class SignalsDevUiProcessor {

    @BuildStep
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Receivers")
                .icon("font-awesome-solid:tower-broadcast")
                .componentLink("qwc-signals-receivers.js")
                .dynamicLabelJsonRPCMethodName("getNumberOfReceivers"));
        return card;
    }

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(SignalsJsonRpcService.class);
    }
}
