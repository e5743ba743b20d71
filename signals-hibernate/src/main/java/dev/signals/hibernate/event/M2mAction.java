package dev.signals.hibernate.event;

/** The change of a to-many association. The names are those of Django's {@code m2m_changed}. */
public enum M2mAction {
    /** Elements are about to be added. */
    PRE_ADD("pre_add"),

    /** Elements have been added. */
    POST_ADD("post_add"),

    /** Elements are about to be removed. */
    PRE_REMOVE("pre_remove"),

    /** Elements have been removed. */
    POST_REMOVE("post_remove"),

    /** All elements are about to be removed, and they are not known; see {@link M2mChanged#pksKnown}. */
    PRE_CLEAR("pre_clear"),

    /** All elements have been removed, and they are not known; see {@link M2mChanged#pksKnown}. */
    POST_CLEAR("post_clear");

    private final String text;

    M2mAction(String text) {
        this.text = text;
    }

    /** Returns whether this action is sent before the flush. */
    public boolean isPre() {
        return this == PRE_ADD || this == PRE_REMOVE || this == PRE_CLEAR;
    }

    /** Returns Django's name. */
    @Override
    public String toString() {
        return text;
    }
}
