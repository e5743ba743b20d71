package dev.signals.docs.recipes;

import dev.signals.hibernate.Receiver;
import dev.signals.hibernate.event.Change;
import dev.signals.hibernate.event.ChangeKind;
import dev.signals.hibernate.event.Changed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CoverFiles {
    @Receiver(includingCreatedAndDeleted = true)
    void delete(Changed<Article> event) throws IOException {
        Change cover = event.changes().get("cover");
        Object unused = event.kind() == ChangeKind.CREATED_AND_DELETED
                ? event.state().get("cover")
                : cover == null ? null : cover.oldValue();
        if (unused != null) {
            Files.deleteIfExists(Path.of((String) unused));
        }
    }
}
