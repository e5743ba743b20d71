package dev.signals.it.harmless;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.annotations.TenantId;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * From Hibernate 7.4.15 on, a removal fails at a detached instance whose row is that of another tenant. What Hibernate does not come
 * to then is not loaded for the sake of receivers.
 */
@OnEveryDatabase
class RemovalOfAnotherTenantIT {

    private static final Tenants TENANTS = new Tenants();

    private final SameWork same;

    RemovalOfAnotherTenantIT(Database database) {
        same = SameWork.of(
                database,
                Map.of("hibernate.tenant_identifier_resolver", TENANTS),
                Report.class,
                Draft.class,
                Page.class,
                Shelf.class);
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    @Test
    void aRowOfAnotherTenant() {
        compare("collection not loaded", reportOf("other"), Session::remove);
        compare("collection loaded", loadedReportOf("other"), Session::remove);
        compare("versioned", draftOf("other"), Session::remove);
    }

    @Test
    void aRowOfAnotherTenantAlongACascade() {
        compare("first", reportOf("other"), (session, report) -> session.remove(Shelf.of(report, new Report(9))));
        compare("last", reportOf("other"), (session, report) -> session.remove(Shelf.of(new Report(9), report)));
    }

    @Test
    void aRowOfTheSameTenant() {
        compare("collection not loaded", reportOf("own"), Session::remove);
        compare("collection loaded", loadedReportOf("own"), Session::remove);
        compare("new", factory -> new Report(5), Session::remove);
    }

    @Test
    void aTenantInAnEmbeddableIsFound() {
        Map<String, Object> strict =
                Map.of("hibernate.tenant_identifier_resolver", TENANTS, SignalSettings.STRICT, "true");
        try (SameWork found = SameWork.of(Database.H2, strict, Contract.class)) {
            found.compare("own", factory -> remove(factory, persisted(factory, "own")));
            found.compare("other", factory -> remove(factory, persisted(factory, "other")));
            found.compare("new", factory -> remove(factory, new Contract()));
            found.compare("without an embeddable", factory -> {
                Contract contract = persisted(factory, "own");
                contract.ownership = null;
                return remove(factory, contract);
            });
            found.assertAll();
        }
    }

    private static Contract persisted(TestFactory factory, String tenant) {
        factory.inTransaction(session ->
                session.createNativeMutationQuery("delete from Contract").executeUpdate());
        Contract contract = new Contract();
        TENANTS.in(tenant, () -> factory.inTransaction(session -> session.persist(contract)));
        return contract;
    }

    private static List<?> remove(TestFactory factory, Contract contract) {
        TENANTS.in("own", () -> factory.inTransaction(session -> session.remove(contract)));
        return factory.fromTransaction(session ->
                session.createNativeQuery("select id from Contract", Long.class).getResultList());
    }

    private interface Work<T> {
        void in(Session session, T detached);
    }

    private <T> void compare(String name, Function<TestFactory, T> detached, Work<T> work) {
        same.compare(name, factory -> {
            T instance = detached.apply(factory);
            TENANTS.in("own", () -> factory.inTransaction(session -> work.in(session, instance)));
            return null;
        });
    }

    private static Function<TestFactory, Report> reportOf(String tenant) {
        return stored(tenant, report -> {});
    }

    private static Function<TestFactory, Report> loadedReportOf(String tenant) {
        return stored(tenant, report -> report.pages.size());
    }

    private static Function<TestFactory, Report> stored(String tenant, Consumer<Report> use) {
        return factory -> {
            clear(factory);
            return TENANTS.in(tenant, () -> {
                factory.inTransaction(session -> {
                    Report report = new Report(1);
                    report.pages.add(new Page(1));
                    session.persist(report);
                });
                return factory.fromTransaction(session -> {
                    Report report = session.find(Report.class, 1L);
                    use.accept(report);
                    return report;
                });
            });
        };
    }

    private static Function<TestFactory, Draft> draftOf(String tenant) {
        return factory -> {
            clear(factory);
            return TENANTS.in(tenant, () -> {
                Draft draft = new Draft();
                draft.cover = new Page(2);
                factory.inTransaction(session -> session.persist(draft));
                return draft;
            });
        };
    }

    private static void clear(TestFactory factory) {
        factory.inTransaction(session -> List.of("Draft", "Page", "Report")
                .forEach(table -> session.createNativeMutationQuery("delete from " + table)
                        .executeUpdate()));
    }

    /** One thread. */
    private static final class Tenants implements CurrentTenantIdentifierResolver<String> {

        private String current = "own";

        <T> T in(String tenant, java.util.function.Supplier<T> work) {
            String before = current;
            current = tenant;
            try {
                return work.get();
            } finally {
                current = before;
            }
        }

        void in(String tenant, Runnable work) {
            in(tenant, () -> {
                work.run();
                return tenant;
            });
        }

        @Override
        public String resolveCurrentTenantIdentifier() {
            return current;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    @Entity(name = "Report")
    static class Report {
        @Id
        long id;

        @TenantId
        String tenant;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "report")
        List<Page> pages = new ArrayList<>();

        @ManyToOne(fetch = FetchType.LAZY, cascade = CascadeType.REMOVE)
        Page cover;

        Report() {}

        Report(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Draft")
    static class Draft {
        @Id
        long id = 1;

        @TenantId
        String tenant;

        @Version
        Integer version;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Page cover;
    }

    @Entity(name = "Contract")
    static class Contract {
        @Id
        long id = 1;

        @Nullable
        Ownership ownership = new Ownership();
    }

    @Embeddable
    static class Ownership {
        String owner = "Ann";

        Seat seat = new Seat();
    }

    @Embeddable
    static class Seat {
        String city = "Basel";

        @TenantId
        String tenant;
    }

    @Entity(name = "Page")
    static class Page {
        @Id
        long id;

        Page() {}

        Page(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Shelf")
    static class Shelf {
        @Id
        long id = 1;

        @OneToMany(cascade = CascadeType.ALL)
        List<Report> reports = new ArrayList<>();

        static Shelf of(Report... reports) {
            Shelf shelf = new Shelf();
            shelf.reports.addAll(List.of(reports));
            return shelf;
        }
    }
}
