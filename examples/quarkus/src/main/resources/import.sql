insert into Book (id, title, copies) values (1, 'Emma', 1);
insert into Book (id, title, copies) values (2, 'Ulysses', 2);
