package dev.signals.examples.history.library;

import jakarta.persistence.Embeddable;

/** Where a book stands. */
@Embeddable
public record Place(String room, int shelf) {}
