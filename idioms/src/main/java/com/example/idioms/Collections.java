package com.example.idioms;

import static org.osgi.service.component.annotations.FieldOption.UPDATE;
import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.orka.sdk.OrkaCall;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists and sets that declarative services or the component maintain. */
@Component(
        service = {},
        immediate = true)
public final class Collections extends Holder {

    private final Set<OrkaCall> set = ConcurrentHashMap.newKeySet();

    @Reference(policy = DYNAMIC)
    volatile List<OrkaCall> list = List.of();

    @Reference(target = Targets.NAME, policy = DYNAMIC, policyOption = GREEDY)
    volatile List<OrkaCall> greedyList = List.of();

    @Reference(target = Targets.UNVERSIONED, policy = DYNAMIC)
    volatile Collection<OrkaCall> unversioned = List.of();

    @Reference(target = Targets.SEMANTIC_RANGE, policy = DYNAMIC, fieldOption = UPDATE)
    final Collection<OrkaCall> updated = new CopyOnWriteArrayList<>();

    @Reference(target = Targets.BRANCH, policy = DYNAMIC, fieldOption = UPDATE)
    final Collection<OrkaCall> updatedBranch = new CopyOnWriteArrayList<>();

    @Reference(name = "set", cardinality = MULTIPLE, policy = DYNAMIC)
    void add(OrkaCall call) {
        set.add(call);
    }

    void remove(OrkaCall call) {
        set.remove(call);
    }

    @Override
    Map<String, List<OrkaCall>> held() {
        return Map.of(
                "list", List.copyOf(list),
                "greedyList", List.copyOf(greedyList),
                "unversioned", List.copyOf(unversioned),
                "updated", List.copyOf(updated),
                "updatedBranch", List.copyOf(updatedBranch),
                "set", List.copyOf(set));
    }
}
