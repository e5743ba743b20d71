package dev.signals.it.harmless;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Houses have rooms by each kind of association that removes orphans, and rooms have new things by cascade. */
final class Houses {

    private Houses() {}

    /** How a house has a room. */
    enum Link {
        JOIN_COLUMN {
            @Override
            Room get(House house) {
                return house.joined.get(0);
            }

            @Override
            void set(House house, Room room) {
                only(house.joined, room);
            }
        },
        MAPPED_BY {
            @Override
            Room get(House house) {
                return house.mapped.get(0);
            }

            @Override
            void set(House house, Room room) {
                only(house.mapped, room);
                if (room != null) {
                    room.house = house;
                }
            }
        },
        JOIN_TABLE {
            @Override
            Room get(House house) {
                return house.tabled.get(0);
            }

            @Override
            void set(House house, Room room) {
                only(house.tabled, room);
            }
        },
        ONE_TO_ONE {
            @Override
            Room get(House house) {
                return house.main;
            }

            @Override
            void set(House house, Room room) {
                house.main = room;
            }
        },
        ONE_TO_ONE_MAPPED_BY {
            @Override
            Room get(House house) {
                return house.cellar;
            }

            @Override
            void set(House house, Room room) {
                house.cellar = room;
                if (room != null) {
                    room.above = house;
                }
            }
        },
        MAP {
            @Override
            Room get(House house) {
                return house.keyed.get("k");
            }

            @Override
            void set(House house, Room room) {
                if (room == null) {
                    house.keyed.remove("k");
                } else {
                    house.keyed.put("k", room);
                }
            }
        },
        EMBEDDABLE {
            @Override
            Room get(House house) {
                return house.annex.room;
            }

            @Override
            void set(House house, Room room) {
                if (house.annex == null) {
                    house.annex = new Annex();
                }
                house.annex.room = room;
            }
        };

        abstract Room get(House house);

        /** Makes it the only room of this link, or lets go of the one that is there. */
        abstract void set(House house, Room room);

        private static void only(List<Room> rooms, Room room) {
            rooms.clear();
            if (room != null) {
                rooms.add(room);
            }
        }
    }

    @Entity(name = "House")
    static class House {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "joined")
        List<Room> joined = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, mappedBy = "house")
        List<Room> mapped = new ArrayList<>();

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(name = "house_tabled")
        List<Room> tabled = new ArrayList<>();

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        Room main;

        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true, mappedBy = "above")
        Room cellar;

        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinTable(name = "house_keyed")
        @MapKeyColumn(name = "k")
        Map<String, Room> keyed = new HashMap<>();

        @Embedded
        Annex annex;
    }

    @Embeddable
    static class Annex {
        @OneToOne(cascade = CascadeType.ALL, orphanRemoval = true)
        @JoinColumn(name = "annex_room")
        Room room;
    }

    @Entity(name = "Room")
    static class Room {
        @Id
        @GeneratedValue
        Long id;

        String name = "a";

        @ManyToOne
        House house;

        @OneToOne
        House above;

        @ManyToMany(cascade = CascadeType.PERSIST)
        @JoinTable(name = "Room_Lamp")
        Set<Lamp> lamps = new HashSet<>();

        @OneToMany(cascade = CascadeType.PERSIST, mappedBy = "room")
        Set<Chair> chairs = new HashSet<>();

        @OneToOne(cascade = CascadeType.PERSIST)
        Door door;
    }

    @Entity(name = "Lamp")
    static class Lamp {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Chair")
    static class Chair {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne
        Room room;
    }

    @Entity(name = "Door")
    static class Door {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(cascade = CascadeType.PERSIST)
        Lamp lamp;
    }
}
