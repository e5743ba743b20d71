package dev.signals.examples.blog.receivers;

import static dev.signals.Options.filter;

import dev.signals.examples.blog.model.Author;
import dev.signals.examples.blog.model.Profile;
import dev.signals.hibernate.FactorySignals;
import dev.signals.hibernate.event.PreSave;

/** Gives a new author a profile, which the cascade saves along. */
public final class ProfileReceiver implements BlogReceiver {

    @Override
    public void connect(FactorySignals signals) {
        signals.preSave().connect(Author.class, this::addProfile, filter(PreSave::isNew));
    }

    private void addProfile(PreSave<Author> event) {
        Author author = event.instance();
        if (author.getProfile() == null) {
            author.setProfile(new Profile(author, "All about " + author.getName()));
        }
    }
}
