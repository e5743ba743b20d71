package dev.signals.examples.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How much of which article. */
@Entity
class OrderLine {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Order order;

    @Column(nullable = false)
    private String article;

    @Column(nullable = false)
    private @Nullable BigDecimal price;

    private int quantity;

    protected OrderLine() {}

    OrderLine(Order order, String article, int quantity) {
        this.order = order;
        this.article = article;
        this.quantity = quantity;
    }

    Order getOrder() {
        return order;
    }

    String getArticle() {
        return article;
    }

    int getQuantity() {
        return quantity;
    }

    void setQuantity(int quantity) {
        this.quantity = quantity;
    }

    /** Says what one piece costs, which stays so for this order. */
    void setPrice(BigDecimal price) {
        this.price = price;
    }

    /** What the line costs; nothing as long as there is no price. */
    BigDecimal amount() {
        return price == null ? BigDecimal.ZERO : price.multiply(BigDecimal.valueOf(quantity));
    }

    @Override
    public String toString() {
        return quantity + " " + article;
    }
}
