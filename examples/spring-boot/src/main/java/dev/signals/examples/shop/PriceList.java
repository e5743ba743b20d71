package dev.signals.examples.shop;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What things cost today. */
@Component
class PriceList {

    private final Map<String, BigDecimal> prices = new TreeMap<>(Map.of(
            "tea", new BigDecimal("3.50"),
            "coffee", new BigDecimal("4.20"),
            "cake", new BigDecimal("5.00")));

    /**
     * The price of one piece.
     *
     * @throws RefusedException if the shop does not have the article
     */
    BigDecimal priceOf(String article) {
        BigDecimal price = prices.get(article);
        if (price == null) {
            throw new RefusedException("there is no " + article + "; there is " + String.join(", ", prices.keySet()));
        }
        return price;
    }
}
