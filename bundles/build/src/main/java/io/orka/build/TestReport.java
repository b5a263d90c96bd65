package io.orka.build;

import io.orka.build.worker.FailureKind;
import io.orka.build.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the first failed test in a build's log, since Maven's own message does not name the test. */
final class TestReport {

    private static final Pattern FIRST_FAILED =
            Pattern.compile("(?m)^\\[ERROR] (?:Failures|Errors): *\\R\\[ERROR] +(\\S.*)$");

    private TestReport() {}

    static String refine(Message.Failed failed, Path log) throws IOException {
        if (failed.kind() != FailureKind.TESTS) {
            return failed.text();
        }
        Matcher matcher = FIRST_FAILED.matcher(Files.readString(log));
        return matcher.find() ? failed.text() + ": " + matcher.group(1).strip() : failed.text();
    }
}
