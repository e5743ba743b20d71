package dev.signals.examples.blog.receivers;

import dev.signals.examples.blog.model.Article;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PreSave;

/** Counts the words of every article that is saved, whether it is new or changed. */
public final class WordCountReceiver implements BlogReceiver {

    @Override
    public void connect(FactorySignals signals) {
        signals.preSave().connect(Article.class, this::count);
    }

    private void count(PreSave<Article> event) {
        Article article = event.instance();
        article.setWordCount(Words.count(article.getBody()));
    }
}
