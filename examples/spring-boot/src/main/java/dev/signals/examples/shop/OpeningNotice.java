package dev.signals.examples.shop;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints what a visitor may try. */
@Component
class OpeningNotice {

    @EventListener
    void print(WebServerInitializedEvent event) {
        System.out.println(
                """

                The shop is open at http://SHOP. Try, one after another:

                  curl SHOP/receivers
                  curl SHOP/orders -H 'content-type: application/json' \\
                      -d '{"email": "ada@example.org", "articles": {"tea": 2, "cake": 1}}'
                  curl SHOP/orders/1/tea -X PUT -H 'content-type: application/json' -d 3
                  curl SHOP/orders/1/cake -X PUT -H 'content-type: application/json' -d 1000
                  curl SHOP/orders
                  curl SHOP/deliveries
                  curl SHOP/orders/1 -X DELETE
                  curl SHOP/mails
                  curl SHOP/journal
                  curl SHOP/kitchen
                  curl SHOP/ledger
                  curl SHOP/actuator/signals

                Ctrl+C closes it.
                """.replace("SHOP", "localhost:" + event.getWebServer().getPort()));
    }
}
