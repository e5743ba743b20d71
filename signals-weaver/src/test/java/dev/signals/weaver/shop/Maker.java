package dev.signals.weaver.shop;

/** An interface whose methods construct entities. */
public interface Maker {

    default Article make(String title) {
        return new Article(title);
    }

    static Article of(String title) {
        return new Article(title);
    }
}
