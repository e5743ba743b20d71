package dev.signals.hibernate.internal.session;

import java.util.List;
import java.util.function.Consumer;

/**
 * The writes of one or more flushes that have not been announced yet.
 *
 * @param saves the saves, oldest first
 * @param collections the changes of collections, oldest first
 * @param removals the deletions, oldest first
 */
public record ExecutedWrites(List<SaveRecord> saves, List<CollectionChange> collections, List<Removal> removals) {

    /**
     * Visits all writes flush by flush: saves, then collections, then deletions. So a row that is deleted in one flush and
     * inserted in the next is visited in this order.
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
