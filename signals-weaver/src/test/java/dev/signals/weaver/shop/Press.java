package dev.signals.weaver.shop;

import java.util.function.Supplier;

/** Makes one article after another. */
public class Press implements Supplier<Object> {

    @Override
    public Object get() {
        return new Article("printed", 3L);
    }
}
