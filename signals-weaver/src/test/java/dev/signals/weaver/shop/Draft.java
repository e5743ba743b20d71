package dev.signals.weaver.shop;

/** No entity. */
public class Draft {

    public final String title;

    public Draft(String title) {
        this.title = title;
    }
}
