package dev.signals.docs.recipes;

import java.util.Map;
import java.util.TreeMap;

/** Texts by identifier. */
class SearchIndex {
    final Map<Object, String> texts = new TreeMap<>();

    void put(Object id, String text) {
        texts.put(id, text);
    }

    void remove(Object id) {
        texts.remove(id);
    }
}
