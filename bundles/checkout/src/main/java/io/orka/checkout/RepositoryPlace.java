package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.net.URI;
import java.nio.file.Path;

/** The location of a repository, for messages. */
final class RepositoryPlace {

    private RepositoryPlace() {}

    /** Returns the address as registered, followed by the absolute path if the path is different. */
    static String of(RepositoryUrl url) {
        String text = url.text();
        if (!url.host().isEmpty() || !url.location().startsWith("file:") || text.startsWith("file:")) {
            return text;
        }
        String path = Path.of(URI.create(url.location())).toString();
        return path.equals(text) ? text : text + " (" + path + ")";
    }
}
