package dev.signals.it.harmless;

import dev.signals.it.database.Database;
import dev.signals.it.database.OnEveryDatabase;
import dev.signals.it.support.TestFactory;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The cascade of a flush fails at an instance of another session. What the flush would delete behind that place is not loaded for the
 * sake of receivers, because Hibernate does not come to it.
 */
@OnEveryDatabase
class DetachedInTheFlushIT {

    private final SameWork same;

    DetachedInTheFlushIT(Database database) {
        same = SameWork.of(database, Train.class, Coach.class, Seat.class, Guest.class);
        same.eachFactory(factory -> factory.inTransaction(session -> {
            for (long id = 1; id <= 3; id++) {
                session.persist(Train.of(id));
            }
            session.persist(new Guest());
        }));
    }

    @AfterEach
    void close() {
        try (same) {
            same.assertAll();
        }
    }

    /** How a train meets a guest in the cascade. The names of attributes give their order, so coaches come between some of them. */
    private enum Way {
        BEFORE_THE_COACHES {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.before = guest;
            }
        },
        BEHIND_THE_ENGINE {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.later = guest;
            }
        },
        COLLECTION {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.aboard.add(guest);
            }
        },
        MAP {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.bySeat.put("1a", guest);
            }
        },
        EMBEDDABLE {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.crew = new Crew();
                train.crew.driver = guest;
            }
        },
        BY_A_NEW_ENTITY {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.before = new Guest();
                train.before.companion = guest;
            }
        },
        BY_A_MANAGED_ENTITY {
            @Override
            void board(Session session, Train train, Guest guest) {
                train.before = session.find(Guest.class, guest.getId());
                train.before.companion = guest;
            }
        };

        abstract void board(Session session, Train train, Guest guest);
    }

    @Test
    void orphansOfOthersBehindADetachedInstanceAreNotLoaded() {
        for (Way way : Way.values()) {
            for (int place : List.of(0, 1, 2)) {
                compare(way + " of train " + place, (session, trains, guest) -> {
                    way.board(session, trains.get(place), guest);
                    trains.get(1).coaches.clear();
                });
            }
        }
    }

    @Test
    void orphansOfOneReferenceBehindADetachedInstanceAreNotLoaded() {
        for (Way way : Way.values()) {
            for (int place : List.of(0, 1, 2)) {
                compare(way + " of train " + place, (session, trains, guest) -> {
                    way.board(session, trains.get(place), guest);
                    trains.get(1).engine = null;
                });
            }
        }
    }

    @Test
    void orphansBehindADetachedInstanceAreNotLoadedBeforeAQuery() {
        for (Way way : Way.values()) {
            compare(way.toString(), (session, trains, guest) -> {
                way.board(session, trains.get(0), guest);
                trains.forEach(train -> train.coaches.clear());
                session.createSelectionQuery("from Train", Train.class).getResultList();
            });
        }
    }

    @Test
    void aProxyOfAnotherSessionEndsTheCascadeToo() {
        for (Way way : Way.values()) {
            for (int place : List.of(0, 1, 2)) {
                same.compare(way + " of train " + place, same.mixtures(), factory -> {
                    Guest proxy =
                            factory.fromTransaction(session -> session.getReference(Guest.class, idOfGuest(session)));
                    edit(factory, proxy, (session, trains, guest) -> {
                        way.board(session, trains.get(place), guest);
                        trains.get(1).coaches.clear();
                        trains.get(1).engine = null;
                    });
                    return null;
                });
            }
        }
    }

    private interface Edit {
        void on(Session session, List<Train> trains, Guest guest);
    }

    private void compare(String name, Edit edit) {
        same.compare(name, same.mixtures(), factory -> {
            Guest guest = factory.fromTransaction(session -> session.find(Guest.class, idOfGuest(session)));
            edit(factory, guest, edit);
            return null;
        });
    }

    private static Long idOfGuest(Session session) {
        return session.createSelectionQuery("select min(id) from Guest", Long.class)
                .getSingleResult();
    }

    /** It ends in an exception, so that each run finds the same rows. */
    private static void edit(TestFactory factory, Guest guest, Edit edit) {
        factory.inTransaction(session -> {
            List<Train> trains = IntStream.rangeClosed(1, 3)
                    .mapToObj(id -> session.find(Train.class, (long) id))
                    .toList();
            trains.forEach(train -> train.coaches.size());
            edit.on(session, trains, guest);
        });
    }

    @Entity(name = "Train")
    static class Train {
        @Id
        long id;

        @ManyToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "train_aboard")
        List<Guest> aboard = new ArrayList<>();

        @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Guest before;

        @ManyToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "train_by_seat")
        Map<String, Guest> bySeat = new HashMap<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "train")
        List<Coach> coaches = new ArrayList<>();

        Crew crew;

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.LAZY)
        Coach engine;

        @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Guest later;

        static Train of(long id) {
            Train train = new Train();
            train.id = id;
            train.engine = Coach.of();
            train.coaches.addAll(List.of(Coach.of(), Coach.of()));
            return train;
        }
    }

    @Embeddable
    static class Crew {
        @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Guest driver;
    }

    @Entity(name = "Coach")
    static class Coach {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "coach")
        List<Seat> seats = new ArrayList<>();

        static Coach of() {
            Coach coach = new Coach();
            coach.seats.add(new Seat());
            return coach;
        }
    }

    @Entity(name = "Seat")
    static class Seat {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Guest")
    static class Guest {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
        Guest companion;

        Long getId() {
            return id;
        }
    }
}
