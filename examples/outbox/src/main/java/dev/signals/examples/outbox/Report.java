package dev.signals.examples.outbox;

import java.util.List;

/**
 * What has come of it.
 *
 * @param articles how many rows there are
 * @param documents how many documents the index has
 * @param differences between rows and documents, and wrong announcements; empty if all is well
 * @param announcements how many there are
 * @param writerKills how often the writer was killed
 * @param indexerKills how often the indexer was killed
 * @param calls how many calls were made, counting each once
 * @param callsAgain how many of them were made more than once
 * @param deadCalls how many calls were given up
 * @param searches examples of what the index finds
 */
record Report(
        int articles,
        int documents,
        List<String> differences,
        int announcements,
        int writerKills,
        int indexerKills,
        int calls,
        int callsAgain,
        int deadCalls,
        List<Search> searches) {

    boolean isGood() {
        return differences.isEmpty() && deadCalls == 0;
    }
}
