package io.orka.checkout;

import io.orka.registry.RepositoryUrl;
import java.net.URI;
import java.nio.file.Path;

/** Where a repository is, for people. */
final class RepositoryPlace {

    private RepositoryPlace() {}

    /** As it is registered, and where that is not the whole path, with the path it stands for. */
    static String of(RepositoryUrl url) {
        String text = url.text();
        if (!url.host().isEmpty() || !url.location().startsWith("file:") || text.startsWith("file:")) {
            return text;
        }
        String path = Path.of(URI.create(url.location())).toString();
        return path.equals(text) ? text : text + " (" + path + ")";
    }
}
