package dev.signals.examples.blog.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void nothingAndWhiteSpaceHaveNoWords() {
        assertThat(Words.count("")).isZero();
        assertThat(Words.count(" \n\t ")).isZero();
    }

    @Test
    void wordsAreSeparatedByAnyAmountOfWhiteSpace() {
        assertThat(Words.count("  We, the\n\npeople  ")).isEqualTo(3);
    }

    @Test
    void punctuationSeparatesNothing() {
        assertThat(Words.count("peace-loving don't 3,000,000")).isEqualTo(3);
    }
}
