package dev.signals.examples.blog.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlugsTest {

    @Test
    void wordsAreJoinedByHyphens() {
        assertThat(Slugs.of("  State of the Union, 1790! ")).isEqualTo("state-of-the-union-1790");
    }

    @Test
    void accentsAreLeftOut() {
        assertThat(Slugs.of("D\u00e9j\u00e0 vu")).isEqualTo("deja-vu");
    }

    @Test
    void aTitleWithoutLettersStillHasASlug() {
        assertThat(Slugs.of("?!")).isEqualTo("article");
    }
}
