package dev.signals.benchmarks.orm;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** An entity that cascades to four others, which have receivers as well. */
@Entity(name = "Purchase")
@Audited
class Purchase implements Item {

    static final int LINES = 4;

    @Id
    @GeneratedValue(generator = "purchase")
    @SequenceGenerator(name = "purchase", sequenceName = "purchase_seq", allocationSize = 1000)
    @Nullable
    Long id;

    String customer = "A customer";
    int discount;

    @OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL)
    List<PurchaseLine> lines = new ArrayList<>();

    static Purchase withLines() {
        Purchase purchase = new Purchase();
        for (int i = 0; i < LINES; i++) {
            PurchaseLine line = new PurchaseLine();
            line.purchase = purchase;
            purchase.lines.add(line);
        }
        return purchase;
    }

    @Override
    public void change() {
        discount++;
        lines.forEach(line -> line.quantity++);
    }
}
