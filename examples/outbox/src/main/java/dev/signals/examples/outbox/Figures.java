package dev.signals.examples.outbox;

/**
 * How far the processes are.
 *
 * @param articles how many rows there are
 * @param documents how many documents the index has
 * @param deeds how many deeds the writer has done
 * @param pending how many calls wait or are being made
 * @param calls how many calls were made, counting each once
 */
record Figures(int articles, int documents, int deeds, int pending, int calls) {}
