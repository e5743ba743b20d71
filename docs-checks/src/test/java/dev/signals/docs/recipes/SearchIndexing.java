package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import java.util.List;

class SearchIndexing {
    private final SearchIndex index;

    SearchIndexing(SearchIndex index) {
        this.index = index;
    }

    @Receiver
    void update(List<Changed<Article>> events) {
        for (Changed<Article> event : events) {
            if (event.kind() == ChangeKind.DELETED) {
                index.remove(event.id());
            } else {
                index.put(
                        event.id(),
                        event.state().get("title") + " " + event.state().get("body"));
            }
        }
    }
}
