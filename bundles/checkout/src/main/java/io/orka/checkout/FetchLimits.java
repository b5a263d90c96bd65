package io.orka.checkout;

import io.orka.registry.GitSettings;

/**
 * The size limits of one repository.
 *
 * @param downloadBytes the maximum number of bytes that one job receives over HTTP
 * @param files the maximum number of files and directories of a commit
 * @param fileBytes the maximum size of one file
 * @param treeBytes the maximum total size of all files
 */
record FetchLimits(long downloadBytes, int files, long fileBytes, long treeBytes) {

    static FetchLimits of(GitSettings settings) {
        return new FetchLimits(
                settings.maxRepository(), settings.maxEntries(), settings.maxFile(), settings.maxRepository());
    }
}
