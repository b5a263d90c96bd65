package io.orka.registry;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source and the bundle of one plugin, as recorded in the lock file.
 *
 * @param service the registered service name
 * @param repo the registered repository, as in plugins.json
 * @param ref the registered ref, or {@code null}
 * @param path the plugin's directory in the repository; empty for the root
 * @param tests whether the build ran its tests
 * @param followed the full name of the resolved tag or branch, such as {@code refs/tags/v0.1.0}, or the commit
 * @param commit the commit, in hexadecimal digits
 * @param tree the commit's tree, in hexadecimal digits
 * @param digest the built bundle's digest, which is the bundle's name in the store
 * @param builder the build tool, such as {@code maven} or {@code javac}
 * @param jdk the JDK version of the build
 * @param limits the entry's limits
 * @param previous the version that was active before the last swap, or {@code null}
 */
public record LockEntry(
        String service,
        String repo,
        @Nullable String ref,
        String path,
        boolean tests,
        String followed,
        String commit,
        String tree,
        String digest,
        String builder,
        String jdk,
        EntryLimits limits,
        @Nullable Previous previous) {

    /** Checks that required components are present, and that the ids are safe as file names. */
    public LockEntry {
        requireNonNull(service, "service is null");
        requireNonNull(repo, "repo is null");
        requireNonNull(path, "path is null");
        requireNonNull(followed, "followed is null");
        requireNonNull(builder, "builder is null");
        requireNonNull(jdk, "jdk is null");
        requireNonNull(limits, "limits is null");
        SafeId.check("commit", commit);
        SafeId.check("tree", tree);
        SafeId.check("digest", digest);
    }

    /**
     * Copies this entry with another previous version.
     *
     * @param before the previous version, or {@code null}
     * @return a copy
     */
    public LockEntry withPrevious(@Nullable Previous before) {
        return new LockEntry(
                service, repo, ref, path, tests, followed, commit, tree, digest, builder, jdk, limits, before);
    }

    /**
     * Copies this entry with other limits.
     *
     * @param other the limits
     * @return a copy
     */
    public LockEntry withLimits(EntryLimits other) {
        return new LockEntry(
                service, repo, ref, path, tests, followed, commit, tree, digest, builder, jdk, other, previous);
    }

    /**
     * Returns whether both entries were built from the same source, possibly by different JDKs.
     *
     * @param other another lock entry of the same key
     * @return whether the two bundles are interchangeable
     */
    public boolean isBuiltLike(LockEntry other) {
        return service.equals(other.service)
                && repo.equals(other.repo)
                && path.equals(other.path)
                && tests == other.tests
                && commit.equals(other.commit);
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("service", service);
        data.put("repo", repo);
        data.put("ref", ref);
        data.put("path", path);
        data.put("tests", tests);
        data.put("followed", followed);
        data.put("commit", commit);
        data.put("tree", tree);
        data.put("digest", digest);
        data.put("builder", builder);
        data.put("jdk", jdk);
        data.putAll(limits.data());
        data.put("previous", previous == null ? null : previous.data());
        return data;
    }
}
