package dev.signals.examples.blog;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * What has happened, in figures.
 *
 * @param database product and version
 * @param loading the time it took to load the addresses
 * @param addresses how many were loaded, and their words, before the walkthrough
 * @param rows per table, after the walkthrough
 * @param tags with their counters, the one with the most articles first, after the walkthrough
 * @param signals sent per kind, over everything
 * @param notifications sent, over everything
 * @param evictions from the cache of teasers, over everything
 * @param covers cover files that are left
 * @param timeline the walkthrough, step by step
 */
record Report(
        String database,
        Duration loading,
        Summary addresses,
        SortedMap<String, Long> rows,
        List<TagCount> tags,
        SortedMap<SignalCounter.Kind, Integer> signals,
        int notifications,
        int evictions,
        int covers,
        List<String> timeline) {

    /**
     * What the articles in the blog amount to.
     *
     * @param words in all of them, as counted by the receiver
     * @param longest three of them, the one with the most words first
     */
    record Summary(long articles, long words, List<LongArticle> longest) {}

    /** An article that is long enough to be mentioned. */
    record LongArticle(String title, String author, int words) {}

    /** A tag and its counter. */
    record TagCount(String tag, long articles) {}
}
