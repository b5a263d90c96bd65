package io.orka.build.worker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.maven.MavenExecutionException;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelProblem;
import org.apache.maven.project.ProjectBuildingException;
import org.apache.maven.project.ProjectBuildingResult;

/** Determines whether a build failed because an artifact is not in the local repository. */
final class Misses {

    private Misses() {}

    static boolean anyIn(List<Throwable> failures) {
        return failures.stream().flatMap(failure -> chain(failure).stream()).anyMatch(Misses::isMiss);
    }

    /** Returns whether Maven did not find the selected module because its profile is not active. */
    static boolean isNoModule(List<Throwable> failures) {
        return failures.stream()
                .anyMatch(failure -> failure instanceof MavenExecutionException
                        && String.valueOf(failure.getMessage())
                                .contains("Could not find the selected project in the reactor"));
    }

    static boolean isMiss(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getClass().getName().matches("org\\.(apache\\.maven|eclipse\\.aether)\\..*")
                && (name.endsWith("ResolutionException")
                        || name.startsWith("UnresolvableModel")
                        || name.startsWith("ArtifactNotFound")
                        || name.startsWith("NoPluginFoundForPrefix")
                        || name.startsWith("RepositoryOffline"));
    }

    /** Returns the failure and all its causes, outermost first, including causes in the problems of a pom. */
    static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        collect(failure, chain, Collections.newSetFromMap(new IdentityHashMap<>()));
        return chain;
    }

    /** Returns the problems of poms in the whole chain of causes. */
    static List<ModelProblem> problems(Throwable failure) {
        List<ModelProblem> problems = new ArrayList<>();
        if (failure instanceof ProjectBuildingException building && building.getResults() != null) {
            building.getResults().stream()
                    .map(ProjectBuildingResult::getProblems)
                    .forEach(problems::addAll);
        } else if (failure instanceof ModelBuildingException building) {
            problems.addAll(building.getProblems());
        }
        return problems;
    }

    private static void collect(
            @org.jspecify.annotations.Nullable Throwable failure, List<Throwable> chain, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        chain.add(failure);
        problems(failure).forEach(problem -> collect(problem.getException(), chain, seen));
        collect(failure.getCause(), chain, seen);
    }
}
