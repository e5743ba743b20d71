package dev.signals.benchmarks.orm;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** An entity with a version and a collection. */
@Entity(name = "Volume")
@Audited
class Volume implements Item {

    @Id
    @GeneratedValue(generator = "volume")
    @SequenceGenerator(name = "volume", sequenceName = "volume_seq", allocationSize = 1000)
    @Nullable
    Long id;

    @Version
    int version;

    String title = "A title of ordinary length";
    int pages = 200;
    boolean lent;

    @ElementCollection
    @CollectionTable(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
    Set<String> keywords = new HashSet<>(Set.of("history", "travel"));

    @Override
    public void change() {
        pages++;
    }
}
