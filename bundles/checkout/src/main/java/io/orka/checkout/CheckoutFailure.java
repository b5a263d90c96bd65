package io.orka.checkout;

import io.orka.identity.OrkaFailure;
import io.orka.registry.CallTime;
import io.orka.registry.LockEntry;
import io.orka.registry.PluginEntry;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A repository that could not be fetched or checked out. Codes are {@code ORKA-GIT-01} to {@code ORKA-GIT-27}. */
public final class CheckoutFailure extends OrkaFailure {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 400;

    private CheckoutFailure(String number, String message, String remedy, @Nullable Throwable cause) {
        super(number, oneLine(message), oneLine(remedy), cause);
    }

    static CheckoutFailure noRepository(String url, String found, @Nullable Throwable cause) {
        return new CheckoutFailure(
                "ORKA-GIT-01", "no Git repository at " + url + ": " + found, "Check 'repo' in plugins.json.", cause);
    }

    static CheckoutFailure unreachable(String host, String found, @Nullable Throwable cause) {
        return unreachable(host, found, "Check the host name, the network and the proxy. Then apply again.", cause);
    }

    static CheckoutFailure unreachable(String host, String found, String remedy, @Nullable Throwable cause) {
        return new CheckoutFailure("ORKA-GIT-02", "cannot reach " + host + ": " + found, remedy, cause);
    }

    static CheckoutFailure needsPassword(String url, String host, @Nullable Throwable cause) {
        return new CheckoutFailure(
                "ORKA-GIT-03",
                "authentication required: " + url + " is private or does not exist",
                "Add '" + host + ".token=env:NAME' to credentials.properties, or a line for " + host + " to ~/.netrc.",
                cause);
    }

    static CheckoutFailure loginRefused(String url, String found, String remedy, @Nullable Throwable cause) {
        return new CheckoutFailure("ORKA-GIT-03", "access denied to " + url + ": " + found, remedy, cause);
    }

    static CheckoutFailure noSuchRef(String wanted, String url, String choices) {
        return new CheckoutFailure("ORKA-GIT-04", "no tag, branch or commit '" + wanted + "' in " + url, choices, null);
    }

    static CheckoutFailure noCommit(String wanted, String url, String type, String choices) {
        return new CheckoutFailure("ORKA-GIT-04", "'" + wanted + "' in " + url + " is " + type, choices, null);
    }

    static CheckoutFailure deadline(String url, Duration length) {
        return new CheckoutFailure(
                "ORKA-GIT-05",
                "the fetch of " + url + " timed out after " + CallTime.people(length),
                "Retry later, or increase 'git.deadline' in config/host.json.",
                null);
    }

    static CheckoutFailure tooLarge(String what, String setting) {
        return new CheckoutFailure(
                "ORKA-GIT-06",
                what,
                "Remove large or unneeded files from the plugin's repository, or increase '" + setting
                        + "' in config/host.json.",
                null);
    }

    static CheckoutFailure submodules(String found) {
        return new CheckoutFailure(
                "ORKA-GIT-07",
                "submodules are not supported, but the commit has " + found,
                "Add the files to the repository itself, use them as a library, or set 'path' in plugins.json to a"
                        + " directory without submodules.",
                null);
    }

    static CheckoutFailure noSuchPath(String path, String found, String choices) {
        return new CheckoutFailure("ORKA-GIT-08", "path '" + path + "' " + found, choices, null);
    }

    static CheckoutFailure redirected(String url, String target) {
        return new CheckoutFailure(
                "ORKA-GIT-09",
                url + " redirects to another server: " + target,
                "If that server is correct, use its address as 'repo' in plugins.json.",
                null);
    }

    static CheckoutFailure hostKey(String host, String found, String remedy, @Nullable Throwable cause) {
        return new CheckoutFailure("ORKA-GIT-10", "the SSH host key of " + host + " " + found, remedy, cause);
    }

    static CheckoutFailure disk(Path path, Exception cause) {
        return new CheckoutFailure(
                "ORKA-GIT-11",
                "cannot use " + path + " (" + words(cause) + ")",
                "Check the free disk space, and the owner and mode of the directory.",
                cause);
    }

    static CheckoutFailure address(String url, String found) {
        return new CheckoutFailure(
                "ORKA-GIT-12", "cannot fetch from " + url + ": " + found, "Use an https, ssh or file address.", null);
    }

    static CheckoutFailure credentials(String where, String found, String remedy) {
        return new CheckoutFailure("ORKA-GIT-13", where + ": " + found, remedy, null);
    }

    static CheckoutFailure interrupted(String url) {
        return new CheckoutFailure("ORKA-GIT-14", "the fetch of " + url + " was interrupted", "Apply again.", null);
    }

    static CheckoutFailure badAnswer(String url, Exception cause) {
        return new CheckoutFailure(
                "ORKA-GIT-15",
                url + " is not a valid Git server or repository (" + words(cause) + ")",
                "Check 'repo' in plugins.json, or retry later.",
                cause);
    }

    static CheckoutFailure fileName(String name, String found) {
        return new CheckoutFailure(
                "ORKA-GIT-16", "the commit has a file named '" + name + "', which " + found, "Rename the file.", null);
    }

    static CheckoutFailure sshSetting(String url, String setting, @Nullable Throwable cause) {
        return new CheckoutFailure(
                "ORKA-GIT-17",
                "cannot fetch from " + url + ": " + setting + " starts a program, which is not supported",
                "Use ProxyJump, or restrict the setting to other hosts.",
                cause);
    }

    static CheckoutFailure certificate(String host, String found, String remedy, @Nullable Throwable cause) {
        return new CheckoutFailure(
                "ORKA-GIT-18", "the certificate of " + host + " is not accepted: " + found, remedy, cause);
    }

    static CheckoutFailure proxy(String found, String remedy, @Nullable Throwable cause) {
        return new CheckoutFailure("ORKA-GIT-19", found, remedy, cause);
    }

    static CheckoutFailure authorities(String setting, Path file, String found) {
        return new CheckoutFailure(
                "ORKA-GIT-20",
                "'" + setting + "' " + file + " " + found,
                "Fix the file, or the setting in config/host.json.",
                null);
    }

    static CheckoutFailure authoritiesPassword(String found) {
        return new CheckoutFailure(
                "ORKA-GIT-20",
                "cannot get the password of 'git.trustStore': " + found,
                "Provide the password, or fix 'git.trustStorePassword' in config/host.json.",
                null);
    }

    static CheckoutFailure link(String found) {
        return new CheckoutFailure(
                "ORKA-GIT-21",
                found,
                "Add the file itself to the repository, or a link to a file in the repository.",
                null);
    }

    static CheckoutFailure lfs(String found) {
        return new CheckoutFailure(
                "ORKA-GIT-22",
                found,
                "Orka does not fetch files from Git LFS. Add the file to the repository itself, or use it as a library.",
                null);
    }

    static CheckoutFailure objectFormat(String url) {
        return new CheckoutFailure(
                "ORKA-GIT-23",
                url + " is a repository with SHA-256 ids, which is not supported",
                "Register a repository with SHA-1 ids. 'git init --object-format=sha1' creates one.",
                null);
    }

    static CheckoutFailure partialClone(String url, @Nullable Throwable cause) {
        return new CheckoutFailure(
                "ORKA-GIT-24",
                url + " is a partial clone without all objects of this commit",
                "Register the repository it was cloned from, or a full clone.",
                cause);
    }

    static CheckoutFailure clientKeys(String file, String found, Exception cause) {
        return new CheckoutFailure(
                "ORKA-GIT-25",
                "the key store " + file + " of javax.net.ssl.keyStore " + found,
                "Fix the file, or the JVM options javax.net.ssl.keyStore, .keyStorePassword and .keyStoreType.",
                cause);
    }

    static CheckoutFailure lockedCommitGone(PluginEntry entry, LockEntry locked) {
        return new CheckoutFailure(
                "ORKA-GIT-27",
                "the locked commit " + locked.commit() + " is neither in the clone nor in "
                        + RepositoryPlace.of(entry.repo()),
                ObjectId.isId(locked.followed())
                        ? "Push the locked commit again, or switch to another version: orka:swap " + entry.key()
                                + " VERSION"
                        : "Push the locked commit again, or use the present commit of '" + name(locked) + "': "
                                + followAgain(entry, locked),
                null);
    }

    static CheckoutFailure tagMoved(PluginEntry entry, LockEntry locked, String now) {
        return new CheckoutFailure(
                "ORKA-GIT-26",
                "the tag '" + name(locked) + "' of " + RepositoryPlace.of(entry.repo())
                        + " was moved from the locked commit " + locked.commit() + " to commit " + now,
                "Use a new tag for each version. To accept the moved tag: " + followAgain(entry, locked),
                null);
    }

    private static String name(LockEntry locked) {
        return Repository.shortenRefName(locked.followed());
    }

    /** Returns the command after which the host resolves the ref again. */
    private static String followAgain(PluginEntry entry, LockEntry locked) {
        return locked.followed().startsWith(Constants.R_TAGS)
                ? "orka:remove " + entry.key() + ", then orka:add"
                : "orka:reload " + entry.key();
    }

    static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /** Returns the text in one line and shortened, since names and messages come from outside. */
    private static String oneLine(String text) {
        String flat = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        return flat.length() > LONGEST ? flat.substring(0, LONGEST) + "…" : flat;
    }
}
