package dev.signals.hibernate.internal.session;

import java.util.List;
import java.util.function.Consumer;

/**
 * What one flush or several have written and nobody has been told of.
 *
 * @param saves oldest first
 * @param collections oldest first
 * @param removals oldest first
 */
public record ExecutedWrites(List<SaveRecord> saves, List<CollectionChange> collections, List<Removal> removals) {

    /**
     * Visits all of it flush by flush: what was saved, the collections, what was deleted. A row that was deleted in one flush and
     * inserted in the next comes in this order.
     */
    public void forEach(Consumer<SaveRecord> save, Consumer<CollectionChange> collection, Consumer<Removal> removal) {
        int saved = 0;
        int changed = 0;
        for (Removal executed : removals) {
            int savesBefore = Math.min(executed.savesBefore(), saves.size());
            int collectionsBefore = Math.min(executed.collectionsBefore(), collections.size());
            for (; saved < savesBefore; saved++) {
                save.accept(saves.get(saved));
            }
            for (; changed < collectionsBefore; changed++) {
                collection.accept(collections.get(changed));
            }
            removal.accept(executed);
        }
        saves.subList(saved, saves.size()).forEach(save);
        collections.subList(changed, collections.size()).forEach(collection);
    }
}
