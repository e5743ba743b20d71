package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hibernate asks the persister what is dirty. The application may have one of its own. */
class OwnPersistersIT {

    private static final String ALWAYS = "always dirty";
    private static final String NEVER = "never dirty";

    @Test
    void whatAPersisterOfTheApplicationFindsDirtyIsWrittenAndNothingElse() {
        try (SameWork same =
                SameWork.of(Database.H2, Map.of("hibernate.persister.resolver", Persisters.class), Plant.class)) {
            for (String name : List.of(ALWAYS, NEVER)) {
                for (int crowd : new int[] {1, 8}) {
                    compare(same, name, crowd, "set", session -> {
                        session.find(Plant.class, 1L).height++;
                        session.flush();
                        session.flush();
                        session.find(Plant.class, 1L).height++;
                    });
                    compare(same, name, crowd, "left alone", session -> {
                        session.flush();
                        session.flush();
                    });
                    compare(same, name, crowd, "before a query", session -> {
                        session.find(Plant.class, 1L).height++;
                        session.createSelectionQuery("from Plant", Plant.class).getResultList();
                    });
                }
            }
            same.assertAll();
        }
    }

    private static void compare(SameWork same, String name, int crowd, String deed, Consumer<Session> work) {
        same.compare(name + ", " + deed + ", among " + crowd, factory -> {
            store(factory, name, crowd);
            factory.inTransaction(session -> {
                for (long id = 1; id <= crowd; id++) {
                    session.find(Plant.class, id);
                }
                work.accept(session);
            });
            return factory.fromTransaction(
                    session -> session.createNativeQuery("select height from Plant order by id", Integer.class)
                            .getResultList());
        });
    }

    private static void store(TestFactory factory, String name, int crowd) {
        factory.inTransaction(session ->
                session.createNativeMutationQuery("delete from Plant").executeUpdate());
        factory.inTransaction(session -> {
            for (long id = 1; id <= crowd; id++) {
                Plant plant = new Plant();
                plant.id = id;
                plant.name = id == 1 ? name : "usual";
                session.persist(plant);
            }
        });
    }

    @Entity(name = "Plant")
    static class Plant {
        @Id
        long id;

        String name;

        int height;
    }

    public static final class Persisters extends StandardPersisterClassResolver {

        private static final long serialVersionUID = 1L;

        @Override
        public Class<? extends EntityPersister> singleTableEntityPersister() {
            return PlantPersister.class;
        }
    }

    public static final class PlantPersister extends SingleTableEntityPersister {

        private static final long serialVersionUID = 1L;

        public PlantPersister(
                PersistentClass type,
                @Nullable EntityDataAccess cache,
                @Nullable NaturalIdDataAccess naturalIds,
                RuntimeModelCreationContext context) {
            super(type, cache, naturalIds, context);
        }

        @Override
        public int @Nullable [] findDirty(
                Object[] current, Object[] loaded, Object entity, SharedSessionContractImplementor session) {
            return switch (((Plant) entity).name) {
                case ALWAYS -> new int[] {getPropertyIndex("height")};
                case NEVER -> null;
                default -> super.findDirty(current, loaded, entity, session);
            };
        }
    }
}
