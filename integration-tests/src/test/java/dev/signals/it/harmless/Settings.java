package dev.signals.it.harmless;

import java.util.Map;

/** What a whole session factory may be like. */
enum Settings implements Feature {
    ENHANCED(8, "Bytecode enhancement", Map.of()),
    JPA(7, "Bootstrapping", Map.of()),
    BATCHES(6, "Batching", Map.of("hibernate.jdbc.batch_size", "10")),
    ORDERED(
            4,
            "Batching: ordered statements",
            Map.of("hibernate.order_inserts", "true", "hibernate.order_updates", "true")),
    CACHE(6, "Caching", Map.of()),
    INTERCEPTOR(6, "Interceptors", Map.of()),
    INTERCEPTOR_SETS(1, "Interceptors: changes in onFlushDirty and onPersist", Map.of()),
    DIRTINESS_STRATEGY(1, "Flushing: custom dirtiness strategies", Map.of()),
    IDENTIFIER_ROLLBACK(1, "Deleting: identifier rollback", Map.of("hibernate.use_identifier_rollback", "true")),
    NULLS_CHECKED(2, "Flushing: nullability", Map.of("hibernate.check_nullability", "true")),
    DELAYED_CONNECTION(
            1,
            "Transactions: connection acquisition",
            Map.of("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION")),
    LAZY_TRANS(
            1, "Fetching: lazy loading without a transaction", Map.of("hibernate.enable_lazy_load_no_trans", "true")),
    BATCH_FETCHING(2, "Fetching: batch fetching", Map.of("hibernate.default_batch_fetch_size", "4")),
    MERGE_COPIES(1, "Merging: several representations", Map.of("hibernate.event.merge.entity_copy_observer", "allow")),
    REFERENCE_CACHE(1, "Caching: structured entries", Map.of("hibernate.cache.use_structured_entries", "true")),
    CROWDED(3, "Persistence context: many managed entities", Map.of());

    private final int weight;
    private final String chapter;
    private final Map<String, String> properties;

    Settings(int weight, String chapter, Map<String, String> properties) {
        this.weight = weight;
        this.chapter = chapter;
        this.properties = properties;
    }

    @Override
    public String chapter() {
        return chapter;
    }

    /** Of twenty factories, how many have it. */
    @Override
    public int weight() {
        return weight;
    }

    Map<String, String> properties() {
        return properties;
    }
}
