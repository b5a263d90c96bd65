package io.orka.checkout;

import io.orka.identity.Listed;
import io.orka.identity.NearestName;
import io.orka.identity.PluginVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/** The tags and branches of a remote repository. */
final class RemoteRefs {

    private final Map<String, Ref> refs = new TreeMap<>();

    RemoteRefs(Collection<Ref> offered) {
        offered.stream()
                .filter(ref -> ref.getLeaf().getObjectId() != null)
                .forEach(ref -> refs.put(ref.getName(), ref));
    }

    /**
     * One tag or branch.
     *
     * @param name the full name, such as {@code refs/tags/v0.1.0}; for {@code HEAD} the name of the branch
     * @param ref the ref from the server
     */
    record Found(String name, Ref ref) {

        /**
         * Returns the commit. For an annotated tag of a server that does not peel tags, returns the id of the tag
         * object.
         */
        ObjectId commit() {
            ObjectId peeled = ref.getPeeledObjectId();
            return peeled != null ? peeled : ref.getObjectId();
        }
    }

    /**
     * Finds a tag in either spelling of {@link PluginVersion}, otherwise a branch, otherwise a ref by its full name.
     * For {@code null}, finds HEAD.
     */
    Optional<Found> find(@Nullable String wanted) {
        if (wanted == null) {
            return named(Constants.HEAD);
        }
        return named(Constants.R_TAGS + wanted)
                .or(() -> named(Constants.R_TAGS + PluginVersion.otherSpelling(wanted)))
                .or(() -> named(Constants.R_HEADS + wanted))
                .or(() -> named(wanted));
    }

    private Optional<Found> named(String name) {
        return Optional.ofNullable(refs.get(name))
                .map(ref -> new Found(ref.getTarget().getName(), ref.getLeaf()));
    }

    List<Ref> tags() {
        return refs.values().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_TAGS))
                .toList();
    }

    /** Returns the tags that refer to a commit, directly or by a tag object. */
    List<Ref> tagsOf(ObjectId commit) {
        return tags().stream()
                .filter(ref -> commit.equals(ref.getPeeledObjectId()) || commit.equals(ref.getObjectId()))
                .toList();
    }

    List<Ref> branchesAndTags() {
        return refs.values().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS)
                        || ref.getName().startsWith(Constants.R_TAGS))
                .toList();
    }

    /** Lists the alternatives to a name: the closest match, then the tags, highest first. */
    String choices(@Nullable String wanted) {
        if (refs.isEmpty()) {
            return "The repository is empty. Push a commit.";
        }
        List<String> tags = below(Constants.R_TAGS);
        tags.sort(Comparator.comparing(PluginVersion::new).reversed());
        List<String> branches = below(Constants.R_HEADS);
        List<String> all = new ArrayList<>(tags);
        all.addAll(branches);
        String nearest = wanted == null
                ? ""
                : NearestName.of(wanted, all)
                        .map(name -> "Did you mean '" + name + "'? ")
                        .orElse("");
        return tags.isEmpty()
                ? nearest + "There are no tags. Branches: " + Listed.of(branches) + "."
                : nearest + "Tags: " + Listed.of(tags) + ".";
    }

    private List<String> below(String prefix) {
        List<String> names = new ArrayList<>();
        refs.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> names.add(name.substring(prefix.length())));
        return names;
    }
}
