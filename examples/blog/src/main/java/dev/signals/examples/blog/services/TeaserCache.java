package dev.signals.examples.blog.services;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The beginnings of articles by article id, so that the front page needs no database. */
public final class TeaserCache {

    private final Map<Object, String> teasers = new ConcurrentHashMap<>();
    private final AtomicInteger evictions = new AtomicInteger();

    /** The teaser of an article, read by {@code read} if it is not in the cache. */
    public String get(Long articleId, Function<Object, String> read) {
        return teasers.computeIfAbsent(articleId, read);
    }

    public void evict(@Nullable Object articleId) {
        if (articleId != null && teasers.remove(articleId) != null) {
            evictions.incrementAndGet();
        }
    }

    public boolean contains(Long articleId) {
        return teasers.containsKey(articleId);
    }

    public int size() {
        return teasers.size();
    }

    /** How many entries have been evicted. */
    public int evictions() {
        return evictions.get();
    }
}
