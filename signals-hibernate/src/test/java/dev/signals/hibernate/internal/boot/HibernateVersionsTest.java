package dev.signals.hibernate.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HibernateVersionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"7.0.0.Final", "7.4.15.Final", "7.4.16-SNAPSHOT", "7.4", "8.0.0.Beta1", "8.0.0.Final"})
    void whatIsTestedRunsWithoutAWord(String version) {
        assertThat(HibernateVersions.isSupported(version)).isTrue();
        assertThat(HibernateVersions.isNewer(version)).isFalse();
        assertThatCode(() -> HibernateVersions.check(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.6.15.Final", "6.6.42.Final", "9.0.0.Alpha1", "9.0-SNAPSHOT", "17.1.0"})
    void anotherMajorVersionIsRefused(String version) {
        assertThat(HibernateVersions.isSupported(version)).isFalse();
        assertThatThrownBy(() -> HibernateVersions.check(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this is Hibernate " + version + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5.0.Final", "7.10.1.Final", "8.1.0.Final"})
    void aNewerMinorVersionRunsWithAWarning(String version) {
        assertThat(HibernateVersions.isSupported(version)).isTrue();
        assertThat(HibernateVersions.isNewer(version)).isTrue();
    }

    /** What Hibernate says of itself where its jar has no manifest, as when everything is packed into one jar. */
    @Test
    void whatIsNoVersionIsLetThrough() {
        assertThat(HibernateVersions.isSupported("[WORKING]")).isTrue();
        assertThat(HibernateVersions.isNewer("[WORKING]")).isFalse();
    }
}
