package dev.signals.examples.blog.receivers;

/** Counts words: a word is a longest sequence of characters without white space, as {@code wc -w} counts. */
final class Words {

    private Words() {}

    static int count(String text) {
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean wasInWord = inWord;
            inWord = !Character.isWhitespace(text.charAt(i));
            if (inWord && !wasInWord) {
                words++;
            }
        }
        return words;
    }
}
