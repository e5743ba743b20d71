package dev.signals.benchmarks.orm;

import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** A line of a purchase. */
@Entity(name = "PurchaseLine")
@Audited
class PurchaseLine {

    @Id
    @GeneratedValue(generator = "line")
    @SequenceGenerator(name = "line", sequenceName = "line_seq", allocationSize = 1000)
    @Nullable
    Long id;

    String product = "A product";
    int quantity = 1;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    @Nullable
    Purchase purchase;
}
