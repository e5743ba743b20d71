package dev.signals.examples.outbox.shared;

/**
 * The index, for a process that has none. The writer has to connect the receivers, because that makes its transactions
 * write calls. But it never makes one.
 */
public final class ElsewhereIndex implements ArticleIndex {

    @Override
    public void put(ArticleText text) {
        throw elsewhere();
    }

    @Override
    public void remove(long articleId) {
        throw elsewhere();
    }

    private static IllegalStateException elsewhere() {
        return new IllegalStateException("The index is kept by another process; start the outbox there only");
    }
}
