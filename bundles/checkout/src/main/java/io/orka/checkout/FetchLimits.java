package io.orka.checkout;

import io.orka.registry.GitSettings;

/**
 * What one repository may cost.
 *
 * @param downloadBytes how much one job may receive over http
 * @param files how many files and directories a commit may have
 * @param fileBytes how large one file may be
 * @param treeBytes how large all files may be together
 */
record FetchLimits(long downloadBytes, int files, long fileBytes, long treeBytes) {

    static FetchLimits of(GitSettings settings) {
        return new FetchLimits(
                settings.maxRepository(), settings.maxEntries(), settings.maxFile(), settings.maxRepository());
    }
}
