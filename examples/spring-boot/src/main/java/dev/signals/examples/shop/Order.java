package dev.signals.examples.shop;

import dev.signals.hibernate.Receivers;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a customer wants to have. */
@Entity
@Table(name = "orders") // "order" is a word of SQL
@Receivers(OrderReceivers.class)
class Order {

    @Id
    @GeneratedValue
    private @Nullable Long id;

    @Column(nullable = false)
    private String email;

    @Column(nullable = false)
    private BigDecimal total = BigDecimal.ZERO;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("article")
    private List<OrderLine> lines = new ArrayList<>();

    protected Order() {}

    Order(String email) {
        this.email = email;
    }

    @Nullable
    Long getId() {
        return id;
    }

    String getEmail() {
        return email;
    }

    /** The sum of the lines, kept by {@link OrderReceivers}. */
    BigDecimal getTotal() {
        return total;
    }

    List<OrderLine> getLines() {
        return lines;
    }

    /**
     * Orders so much of an article; nothing of it if the quantity is 0.
     *
     * @throws RefusedException if the quantity is negative
     */
    void put(String article, int quantity) {
        if (quantity < 0) {
            throw new RefusedException(quantity + " " + article + " cannot be ordered");
        }
        Optional<OrderLine> present =
                lines.stream().filter(line -> line.getArticle().equals(article)).findFirst();
        if (quantity == 0) {
            present.ifPresent(lines::remove);
        } else {
            present.ifPresentOrElse(
                    line -> line.setQuantity(quantity), () -> lines.add(new OrderLine(this, article, quantity)));
        }
    }

    void addUp() {
        total = lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public String toString() {
        return "order " + id;
    }
}
