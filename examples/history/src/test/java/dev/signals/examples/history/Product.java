package dev.signals.examples.history;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An entity with a subclass, a generated identifier and a version. */
@Entity
class Product {

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @Version
    int version;

    BigDecimal price = BigDecimal.ZERO;

    /** Returns the identifier, also of a proxy. */
    @Nullable
    Long id() {
        return id;
    }
}
