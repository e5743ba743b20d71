package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.PreSave;

class Profiles {
    @Receiver(createdOnly = true)
    void addProfile(PreSave<Author> event) {
        Author author = event.instance();
        author.profile = new Profile("All about " + author.name);
    }
}
