package com.example.idioms;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;
import static org.osgi.service.component.annotations.ReferencePolicyOption.RELUCTANT;

import io.orka.sdk.OrkaCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Volatile fields that are {@code null} while no plugin exists. */
@Component(
        service = {},
        immediate = true)
public final class OptionalFields extends Holder {

    @Reference(target = Targets.NAME, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyByName;

    @Reference(target = Targets.KEY, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyByKey;

    @Reference(target = Targets.SERVICE, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyByService;

    @Reference(target = Targets.OSGI_RANGE, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyByRange;

    @Reference(target = Targets.SEMANTIC_RANGE, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyBySemanticRange;

    @Reference(target = Targets.RELEASED, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyReleased;

    @Reference(target = Targets.UNVERSIONED, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyUnversioned;

    @Reference(target = Targets.BRANCH, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable OrkaCall greedyBranch;

    @Reference(target = Targets.NAME, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = RELUCTANT)
    volatile @Nullable OrkaCall reluctantByName;

    @Reference(target = Targets.SEMANTIC_RANGE, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = RELUCTANT)
    volatile @Nullable OrkaCall reluctantBySemanticRange;

    @Reference(target = Targets.UNVERSIONED, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = RELUCTANT)
    volatile @Nullable OrkaCall reluctantUnversioned;

    @Reference(target = Targets.BRANCH, cardinality = OPTIONAL, policy = DYNAMIC, policyOption = RELUCTANT)
    volatile @Nullable OrkaCall reluctantBranch;

    @Override
    Map<String, List<OrkaCall>> held() {
        return Map.ofEntries(
                Map.entry("greedyByName", one(greedyByName)),
                Map.entry("greedyByKey", one(greedyByKey)),
                Map.entry("greedyByService", one(greedyByService)),
                Map.entry("greedyByRange", one(greedyByRange)),
                Map.entry("greedyBySemanticRange", one(greedyBySemanticRange)),
                Map.entry("greedyReleased", one(greedyReleased)),
                Map.entry("greedyUnversioned", one(greedyUnversioned)),
                Map.entry("greedyBranch", one(greedyBranch)),
                Map.entry("reluctantByName", one(reluctantByName)),
                Map.entry("reluctantBySemanticRange", one(reluctantBySemanticRange)),
                Map.entry("reluctantUnversioned", one(reluctantUnversioned)),
                Map.entry("reluctantBranch", one(reluctantBranch)));
    }
}
