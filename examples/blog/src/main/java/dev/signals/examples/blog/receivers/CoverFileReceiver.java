package dev.signals.examples.blog.receivers;

import static dev.signals.hibernate.ModelSignals.afterCommit;

import dev.signals.examples.blog.model.Article;
import dev.signals.examples.blog.services.CoverFiles;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PostDelete;

/** Deletes the cover file of a deleted article, after the commit, since no rollback brings a file back. */
public final class CoverFileReceiver implements BlogReceiver {

    private final CoverFiles covers;

    public CoverFileReceiver(CoverFiles covers) {
        this.covers = covers;
    }

    @Override
    public void connect(FactorySignals signals) {
        signals.postDelete().connect(Article.class, this::deleteCover, afterCommit());
    }

    private void deleteCover(PostDelete<Article> event) {
        String cover = event.instance().getCoverFile();
        if (cover != null) {
            covers.delete(cover);
        }
    }
}
