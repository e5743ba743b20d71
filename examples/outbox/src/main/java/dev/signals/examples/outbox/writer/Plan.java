package dev.signals.examples.outbox.writer;

import dev.signals.examples.blog.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the writer is to do.
 *
 * @param addresses how many addresses are published
 * @param edits how many edits follow each publication
 */
public record Plan(int addresses, int edits) {

    /** Returns how many deeds there are. */
    public int size() {
        return addresses * (1 + edits);
    }

    /** Returns the deeds, in the order in which they are begun. */
    List<Deed> deeds(List<Address> all) {
        List<Deed> deeds = new ArrayList<>();
        for (Address address : all.subList(0, addresses)) {
            deeds.add(new Publication(address));
            for (int i = 0; i < edits; i++) {
                deeds.add(new Edit(deeds.size()));
            }
        }
        return deeds;
    }
}
