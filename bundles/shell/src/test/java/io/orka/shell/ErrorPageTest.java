package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections of the error page are printed as plain text. */
class ErrorPageTest {

    private static final ErrorPage PAGE = ErrorPage.of("""
            # Error codes

            For operators. See [commands](commands.md).

            ## Git

            ### ORKA-GIT-03

            The server requires a login, or **rejected** the one
            from `config/credentials.properties`.

            - **Cause:** `**` in a [mirror of `git`](credentials.md#https-tokens), or
              an expired token.
            - **Fix:** Set `GITHUB_TOKEN`.
            - **Retry:** Automatic.

            ### ORKA-GIT-04

            The ref does not exist.

            - **Cause:** A typo.
            - A plain item that is longer than
            the line.

            ## Processes

            Not part of a code.
            """);

    @Test
    void codesAreHeadings() {
        assertThat(PAGE.codes()).containsExactly("ORKA-GIT-03", "ORKA-GIT-04");
    }

    @Test
    void aSectionIsPlainText() {
        assertThat(PAGE.lines("ORKA-GIT-03", 0))
                .containsExactly(
                        "ORKA-GIT-03",
                        "",
                        "The server requires a login, or rejected the one from config/credentials.properties.",
                        "",
                        "Cause: ** in a mirror of git, or an expired token.",
                        "Fix:   Set GITHUB_TOKEN.",
                        "Retry: Automatic.",
                        "",
                        "docs/errors.md#orka-git-03");
    }

    @Test
    void aSectionEndsAtTheNextHeading() {
        assertThat(PAGE.lines("orka-git-04", 0))
                .containsExactly(
                        "ORKA-GIT-04",
                        "",
                        "The ref does not exist.",
                        "",
                        "Cause: A typo.",
                        "- A plain item that is longer than the line.",
                        "",
                        "docs/errors.md#orka-git-04");
    }

    @Test
    void linesFitTheWidth() {
        List<String> lines = PAGE.lines("ORKA-GIT-03", 40);

        assertThat(lines).allMatch(line -> line.length() <= 40);
        assertThat(lines)
                .containsSubsequence(
                        "Cause: ** in a mirror of git, or an", "       expired token.", "Retry: Automatic.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ORKA-GIT-05, Did you mean 'ORKA-GIT-03'?",
                "orka-gti-04, Did you mean 'ORKA-GIT-04'?",
                "ORKA-NONE-99, See docs/errors.md for the list.",
                "ORKA-, See docs/errors.md for the list.",
            })
    void anUnknownCodeIsAnError(String typed, String remedy) {
        assertThatThrownBy(() -> PAGE.lines(typed, 0))
                .isInstanceOfSatisfying(
                        ShellFailure.class,
                        failure -> assertThat(failure.line())
                                .isEqualTo("ORKA-SHELL-02: unknown error code '" + typed + "'. " + remedy));
    }

    /** Each section contains a sentence, then the cause, the fix and whether Orka retries. */
    @Test
    void everyCodeOfTheCarriedPageIsExplained() {
        ErrorPage page = ErrorPage.carried();

        assertThat(page.codes()).hasSizeGreaterThan(100);
        for (String code : page.codes()) {
            List<String> lines = page.lines(code, 0);
            assertThat(lines)
                    .as(code)
                    .startsWith(code, "")
                    .endsWith("", "docs/errors.md#" + code.toLowerCase(Locale.ROOT));
            assertThat(lines.get(2)).as(code).matches("[^-].*\\.");
            assertThat(lines).as(code).anyMatch(line -> line.startsWith("Cause: "));
            assertThat(lines).as(code).anyMatch(line -> line.startsWith("Fix:   "));
            assertThat(lines).as(code).anyMatch(line -> line.startsWith("Retry: "));
            assertThat(String.join("\n", lines)).as(code).doesNotContain("](").doesNotContain("`");
        }
    }
}
