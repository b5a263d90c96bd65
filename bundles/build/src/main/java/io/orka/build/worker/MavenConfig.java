package io.orka.build.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.ParseException;
import org.apache.maven.cli.CLIManager;
import org.apache.maven.execution.MavenExecutionRequest;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of {@code .mvn/maven.config}, parsed like in Maven 3.9: one option per line, and no other arguments. */
final class MavenConfig {

    private static final Logger log = LoggerFactory.getLogger(MavenConfig.class);
    private static final String FILE = "maven.config";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]+)}");

    /** Options that a repository must not set: the modules to build, failure handling, and the log file. */
    private static final List<String> WITHOUT_EFFECT = List.of(
            String.valueOf(CLIManager.ALTERNATE_POM_FILE),
            String.valueOf(CLIManager.NON_RECURSIVE),
            CLIManager.PROJECT_LIST,
            CLIManager.RESUME_FROM,
            CLIManager.ALSO_MAKE,
            CLIManager.ALSO_MAKE_DEPENDENTS,
            CLIManager.FAIL_AT_END,
            CLIManager.FAIL_NEVER,
            CLIManager.LOG_FILE);

    private final CommandLine options;
    private final Path start;

    private MavenConfig(CommandLine options, Path start) {
        this.options = options;
        this.start = start;
    }

    /** Reads the file, if it exists. Paths in the file are relative to the directory in which Maven starts. */
    static MavenConfig read(@Nullable Path mvnDirectory, Path start, Properties system) throws FailedBuild {
        List<String> arguments = new ArrayList<>();
        try {
            if (mvnDirectory != null && Files.isRegularFile(mvnDirectory.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
                for (String line : Files.readAllLines(mvnDirectory.resolve(FILE), UTF_8)) {
                    if (!line.isEmpty() && !line.startsWith("#")) {
                        arguments.add(interpolate(line, mvnDirectory.resolveSibling(""), start, system));
                    }
                }
            }
            MavenConfig config = new MavenConfig(new CLIManager().parse(arguments.toArray(String[]::new)), start);
            config.check();
            return config;
        } catch (IOException | ParseException e) {
            throw broken(e instanceof IOException ? e.toString() : String.valueOf(e.getMessage()));
        }
    }

    private void check() throws FailedBuild {
        if (!options.getArgList().isEmpty()) {
            throw broken("only options are allowed here, one per line: " + String.join(", ", options.getArgList()));
        }
        for (Option option : options.getOptions()) {
            if (WITHOUT_EFFECT.contains(option.getOpt())) {
                log.warn(".mvn/{}: -{} is ignored: a repository must not set it", FILE, option.getOpt());
            }
        }
    }

    boolean isOffline() {
        return has(CLIManager.OFFLINE);
    }

    boolean updatesSnapshots() {
        return has(CLIManager.UPDATE_SNAPSHOTS);
    }

    Properties userProperties() {
        Properties properties = new Properties();
        @Nullable String[] definitions = options.getOptionValues(String.valueOf(CLIManager.SET_USER_PROPERTY));
        for (String definition : definitions == null ? new String[0] : definitions) {
            int end = definition.indexOf('=');
            properties.setProperty(
                    (end <= 0 ? definition : definition.substring(0, end)).strip(),
                    end <= 0 ? "true" : definition.substring(end + 1));
        }
        return properties;
    }

    File userSettings(File usual) throws FailedBuild {
        return file(String.valueOf(CLIManager.ALTERNATE_USER_SETTINGS), usual);
    }

    File globalSettings(File usual) throws FailedBuild {
        return file(CLIManager.ALTERNATE_GLOBAL_SETTINGS, usual);
    }

    File userToolchains(File usual) throws FailedBuild {
        return file(String.valueOf(CLIManager.ALTERNATE_USER_TOOLCHAINS), usual);
    }

    File globalToolchains(File usual) throws FailedBuild {
        return file(CLIManager.ALTERNATE_GLOBAL_TOOLCHAINS, usual);
    }

    /** Passes all options except properties and settings files. */
    void apply(MavenExecutionRequest request) throws FailedBuild {
        profiles(request);
        request.setNoSnapshotUpdates(options.hasOption(CLIManager.SUPRESS_SNAPSHOT_UPDATES));
        request.setIgnoreTransitiveRepositories(options.hasOption(CLIManager.IGNORE_TRANSITIVE_REPOSITORIES));
        request.setShowErrors(has(CLIManager.ERRORS));
        if (has(CLIManager.CHECKSUM_FAILURE_POLICY)) {
            request.setGlobalChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        } else if (has(CLIManager.CHECKSUM_WARNING_POLICY)) {
            request.setGlobalChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_WARN);
        }
        @Nullable String threads = options.getOptionValue(CLIManager.THREADS);
        if (threads != null) {
            request.setBuilderId("multithreaded").setDegreeOfConcurrency(threads(threads));
        }
        if (options.hasOption(CLIManager.BUILDER)) {
            request.setBuilderId(options.getOptionValue(CLIManager.BUILDER));
        }
        @Nullable
        String repository = request.getUserProperties()
                .getProperty("maven.repo.local", request.getSystemProperties().getProperty("maven.repo.local"));
        if (repository != null) {
            request.setLocalRepositoryPath(start.resolve(repository).toFile());
        }
    }

    private void profiles(MavenExecutionRequest request) {
        @Nullable String[] values = options.getOptionValues(String.valueOf(CLIManager.ACTIVATE_PROFILES));
        if (values == null) {
            return;
        }
        for (String token : String.join(",", values).split(",", -1)) {
            String profile = token.strip();
            if (profile.startsWith("-") || profile.startsWith("!")) {
                request.addInactiveProfile(profile.substring(1));
            } else if (!profile.isEmpty()) {
                request.addActiveProfile(profile.startsWith("+") ? profile.substring(1) : profile);
            }
        }
    }

    private static int threads(String text) throws FailedBuild {
        try {
            double threads = text.endsWith("C")
                    ? Double.parseDouble(text.substring(0, text.length() - 1))
                            * Runtime.getRuntime().availableProcessors()
                    : Integer.parseInt(text);
            if (threads > 0) {
                return Math.max(1, (int) threads);
            }
        } catch (NumberFormatException e) {
            log.debug("not a number of threads", e);
        }
        throw broken("-T" + text + " is not a number of threads");
    }

    private boolean has(char option) {
        return options.hasOption(option);
    }

    private File file(String option, File usual) throws FailedBuild {
        @Nullable String named = options.getOptionValue(option);
        if (named == null) {
            return usual;
        }
        File file = start.resolve(named).toFile();
        if (!file.isFile()) {
            throw broken("-" + option + " refers to " + named + ", which does not exist");
        }
        return file;
    }

    /**
     * Replaces properties by their values. The root directory contains {@code .mvn}; Maven starts in the top directory.
     */
    private static String interpolate(String line, Path root, Path start, Properties system) {
        Map<String, String> places = Map.of(
                "session.rootDirectory", root.toString(),
                "session.topDirectory", start.toString());
        return EXPRESSION
                .matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(
                        places.getOrDefault(match.group(1), system.getProperty(match.group(1), match.group()))));
    }

    private static FailedBuild broken(String reason) {
        return new FailedBuild(FailureKind.SETTINGS, ".mvn/" + FILE + ": " + reason);
    }
}
