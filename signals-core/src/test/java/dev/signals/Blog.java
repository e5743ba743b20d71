package dev.signals;

/** Classes to send with. */
final class Blog {

    interface Entity {}

    interface Commentable extends Entity {}

    static class Content implements Entity {}

    static class Article extends Content implements Commentable {}

    static class Tag implements Entity {}

    private Blog() {}
}
