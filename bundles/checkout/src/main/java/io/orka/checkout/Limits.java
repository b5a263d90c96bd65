package io.orka.checkout;

/**
 * What one repository may cost.
 *
 * @param downloadBytes how much one job may receive over http
 * @param files how many files a commit may have
 * @param fileBytes how large one file may be
 * @param treeBytes how large all files may be together
 */
record Limits(long downloadBytes, int files, long fileBytes, long treeBytes) {

    private static final long MIB = 1024L * 1024;

    /** Far above any plugin, far below what hurts the host. */
    static final Limits USUAL = new Limits(200 * MIB, 20_000, 50 * MIB, 500 * MIB);
}
