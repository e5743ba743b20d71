package dev.signals.examples.blog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void tagsAreCenturyAndParty() {
        assertThat(address(1801, "Federalist").tags()).containsExactly("19th century", "Federalist");
    }

    @Test
    void theLastYearOfACenturyBelongsToIt() {
        assertThat(address(1800, "Federalist").tags()).contains("18th century");
        assertThat(address(2001, "Republican").tags()).contains("21st century");
    }

    @Test
    void noPartyIsNoTag() {
        assertThat(address(1790, "none").tags()).containsExactly("18th century");
    }

    @Test
    void twoPartiesAreTwoTags() {
        assertThat(address(1841, "Whig & Democratic").tags()).containsExactly("19th century", "Whig", "Democratic");
    }

    private static Address address(int year, String party) {
        return new Address(year, "Somebody", party, "text");
    }
}
