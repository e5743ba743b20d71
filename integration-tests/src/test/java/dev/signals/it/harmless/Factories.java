package dev.signals.it.harmless;

import dev.signals.hibernate.SignalSettings;
import dev.signals.it.support.MemoryCache;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.ValidationMode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.jpa.boot.spi.Bootstrap;
import org.hibernate.jpa.boot.spi.PersistenceConfigurationDescriptor;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/** Builds session factories of domains, with no more than the domain needs. */
final class Factories {

    private static final JacksonJsonFormatMapper JSON = new JacksonJsonFormatMapper();

    private Factories() {}

    static SessionFactory build(
            Domain domain, DomainClasses classes, RecordingConnections connections, boolean signals) {
        Map<String, Object> settings = settings(domain, connections);
        if (!signals) {
            settings.put(SignalSettings.ENABLED, "false");
        }
        if (!domain.byXml().isEmpty()) {
            settings.put("hibernate.xml_mapping_enabled", "true");
        } else if (domain.has(Settings.JPA)) {
            return jpa(domain, classes, settings);
        }
        return plain(domain, classes, settings);
    }

    private static List<Class<?>> annotated(Domain domain, DomainClasses classes) {
        List<Class<?>> annotated = new ArrayList<>(classes.annotated());
        if (domain.has(Settings.CROWDED)) {
            annotated.add(Crowd.Ant.class);
        }
        return annotated;
    }

    private static SessionFactory jpa(Domain domain, DomainClasses classes, Map<String, Object> settings) {
        PersistenceConfiguration configuration = new HibernatePersistenceConfiguration("harmless")
                .managedClasses(annotated(domain, classes))
                .validationMode(ValidationMode.NONE)
                .properties(settings);
        return Bootstrap.getEntityManagerFactoryBuilder(
                        new PersistenceConfigurationDescriptor(configuration), Map.of(), new DomainServices(classes))
                .build()
                .unwrap(SessionFactory.class);
    }

    private static SessionFactory plain(Domain domain, DomainClasses classes, Map<String, Object> settings) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder(new BootstrapServiceRegistryBuilder()
                        .applyClassLoaderService(new DomainServices(classes))
                        .build())
                .applySettings(settings)
                .build();
        try {
            MetadataSources sources = new MetadataSources(registry)
                    .addAnnotatedClasses(annotated(domain, classes).toArray(Class<?>[]::new));
            XmlSource xml = new XmlSource(domain);
            for (EntitySpec entity : domain.byXml()) {
                sources.addInputStream(
                        new ByteArrayInputStream(xml.document(entity).getBytes(StandardCharsets.UTF_8)));
            }
            return sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    private static Map<String, Object> settings(Domain domain, RecordingConnections connections) {
        Map<String, Object> settings = new HashMap<>();
        domain.settings().forEach(setting -> settings.putAll(setting.properties()));
        settings.put("hibernate.connection.provider_class", connections);
        settings.put("hibernate.hbm2ddl.auto", "create-only");
        settings.put("hibernate.hbm2ddl.halt_on_error", "true");
        settings.put("hibernate.generate_statistics", "true");
        settings.put("hibernate.session_factory_name_is_jndi", "false");
        // H2 plans joins of a table per class for hours.
        settings.put("hibernate.max_fetch_depth", "3");
        settings.put("jakarta.persistence.validation.mode", "none");
        settings.put("hibernate.xml_mapping_enabled", "false");
        settings.put("hibernate.integration.envers.enabled", "false");
        settings.put("hibernate.query.startup_check", "false");
        settings.put("hibernate.type.json_format_mapper", JSON);
        settings.put("hibernate.testing.clock", CountingClock.INSTANCE);
        settings.put("hibernate.cache.use_query_cache", "false");
        settings.put("hibernate.cache.use_second_level_cache", "false");
        if (domain.has(Settings.CACHE)) {
            settings.putAll(MemoryCache.settings());
        }
        if (domain.has(Settings.INTERCEPTOR) || domain.has(Settings.INTERCEPTOR_SETS)) {
            settings.put(
                    "hibernate.session_factory.interceptor",
                    new RecordingInterceptor(domain.has(Settings.INTERCEPTOR_SETS)));
        }
        if (domain.has(Settings.DIRTINESS_STRATEGY)) {
            settings.put("hibernate.entity_dirtiness_strategy", new DirtyStrategy());
        }
        if (domain.entities().stream().anyMatch(entity -> entity.has(Traits.TENANT))) {
            settings.put("hibernate.tenant_identifier_resolver", new OneTenant());
        }
        return settings;
    }

    private static final class OneTenant implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return "t1";
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
