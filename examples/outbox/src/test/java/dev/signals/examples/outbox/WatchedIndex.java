package dev.signals.examples.outbox;

import dev.signals.examples.outbox.shared.ArticleIndex;
import dev.signals.examples.outbox.shared.ArticleText;
import java.util.HashMap;
import java.util.Map;

/** Counts how many threads are at one article at the same time. */
final class WatchedIndex implements ArticleIndex {

    private final ArticleIndex index;
    private final Map<Long, Integer> threads = new HashMap<>();
    private int most;

    WatchedIndex(ArticleIndex index) {
        this.index = index;
    }

    synchronized int mostThreadsAtOneArticle() {
        return most;
    }

    @Override
    public void put(ArticleText text) {
        watched(text.id(), () -> index.put(text));
    }

    @Override
    public void remove(long articleId) {
        watched(articleId, () -> index.remove(articleId));
    }

    private void watched(long articleId, Runnable work) {
        count(articleId, 1);
        try {
            work.run();
        } finally {
            count(articleId, -1);
        }
    }

    private synchronized void count(long articleId, int difference) {
        most = Math.max(most, threads.merge(articleId, difference, Integer::sum));
    }
}
