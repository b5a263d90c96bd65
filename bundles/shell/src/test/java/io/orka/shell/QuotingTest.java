package io.orka.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orka.json.JsonText;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typed arguments pass through the quoting of the Felix shell and reach the plugin unchanged. */
class QuotingTest {

    @TempDir
    static Path directory;

    private static RunningShell shell;

    @BeforeAll
    static void start() throws Exception {
        shell = new RunningShell(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        shell.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "name=Ada ~ {'name':'Ada'}",
                "name='Ada Lovelace' ~ {'name':'Ada Lovelace'}",
                "name=\"Ada Lovelace\" ~ {'name':'Ada Lovelace'}",
                "'name=Ada Lovelace' ~ {'name':'Ada Lovelace'}",
                "name=42 ~ {'name':'42'}",
                "name=true ~ {'name':'true'}",
                "name= ~ {'name':''}",
                "name=a=b ~ {'name':'a=b'}",
                "name=@/etc/passwd ~ {'name':'@/etc/passwd'}",
                "'name=$(id)' ~ {'name':'$(id)'}",
                "name='`id` * ?' ~ {'name':'`id` * ?'}",
                "name=* ~ {'name':'*'}",
                "name='a;b|c&d' ~ {'name':'a;b|c&d'}",
                "name=grüße ~ {'name':'grüße'}",
                "count=9223372036854775807 ~ {'count':9223372036854775807}",
                "ratio=1.5 ~ {'ratio':1.5}",
                "ratio=2 ~ {'ratio':2}",
                "loud=true ~ {'loud':true}",
                "tone=kind ~ {'tone':'kind'}",
                "'items=[1,[2]]' ~ {'items':[1,[2]]}",
                "free=x ~ {'free':'x'}",
                "free=7 ~ {'free':7}",
                "'free={\"a\":[null]}' ~ {'free':{'a':[null]}}",
                "'free=\"7\"' ~ {'free':'7'}",
                "blob=AQID ~ {'blob':'AQID'}",
                "--args '{\"name\":\"Ada\"}' ~ {'name':'Ada'}",
                "'--args={\"name\":\"Ada\"}' ~ {'name':'Ada'}",
                "--args '{\"more\":{\"deep\":[1,{\"x\":\"$(id)\"}]}}' name=Ada ~ {'more':{'deep':[1,{'x':'$(id)'}]},'name':'Ada'}",
                "--args '{}' ~ {}",
            })
    void arrives(String typed, String json) {
        assertArrives("orka:call hello HelloWorld " + typed, json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "other=7 ~ {'other':7}",
                "other=007 ~ {'other':'007'}",
                "other=1.10 ~ {'other':1.1}",
                "other=null ~ {'other':null}",
                "other=false ~ {'other':false}",
                "other=hello ~ {'other':'hello'}",
                "'other=\"x\"' ~ {'other':'\\\"x\\\"'}",
                "'other={\"a\":1}' ~ {'other':{'a':1}}",
            })
    void whereNothingIsDeclaredTheTypeIsTheOneOfTheText(String typed, String json) {
        assertArrives("orka:call telegram Whatever " + typed, json);
    }

    private void assertArrives(String command, String json) {
        RunningShell.Result result = shell.run(command);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("{\"success\":true,\"data\":" + json.replace('\'', '"') + "}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "hello HelloWorld count=x ~ ORKA-SHELL-06: argument 'count' must be a 64-bit integer, not 'x'.",
                "hello HelloWorld count=9223372036854775808 ~ ORKA-SHELL-06",
                "hello HelloWorld count=1.0 ~ ORKA-SHELL-06",
                "hello HelloWorld ratio=fast ~ ORKA-SHELL-06",
                "hello HelloWorld loud=yes ~ ORKA-SHELL-06: argument 'loud' must be true or false",
                "hello HelloWorld tone=loud ~ ORKA-SHELL-06: argument 'tone' must be one of kind, rude",
                "hello HelloWorld --args '{\"tone\":1}' ~ ORKA-SHELL-06",
                "hello HelloWorld more=x ~ ORKA-SHELL-06: argument 'more' must be a JSON object in single quotes",
                "hello HelloWorld 'items={}' ~ ORKA-SHELL-06",
                "hello HelloWorld blob=% ~ ORKA-SHELL-03",
                "hello HelloWorld blob=*** ~ ORKA-SHELL-06: argument 'blob' must be base64",
                "hello HelloWorld Ada ~ ORKA-SHELL-09: 'Ada' is not of the form key=value.",
                "hello HelloWorld =Ada ~ ORKA-SHELL-09",
                "hello HelloWorld name=a name=b ~ ORKA-SHELL-09: argument 'name' is given twice.",
                "hello HelloWorld name=a --args '{\"name\":1}' ~ ORKA-SHELL-09",
                "hello HelloWorld --args '{}' --args '{}' ~ ORKA-SHELL-09",
                "hello HelloWorld --args ~ ORKA-SHELL-05: --args needs a value.",
                "hello HelloWorld --args '[1]' ~ ORKA-SHELL-05",
                "hello HelloWorld --args {\"name\":\"Ada\"} ~ ORKA-SHELL-05: the value of --args is not JSON",
                "hello HelloWorld items=[1,2] ~ ORKA-SHELL-04",
                "hello HelloWorld [a b] ~ ORKA-SHELL-04: argument 3 is a list, not a string.",
                "hello HelloWorld name=\"Ada ~ ORKA-SHELL-03",
                "hello HelloWorld name=$(id) ~ ORKA-SHELL-02: unknown command 'id'.",
                "hello HelloWord ~ ORKA-SHELL-08: plugin 'hello' has no method 'HelloWord'. Did you mean 'HelloWorld'?",
                "hello HelloWorld nmae=Ada ~ ORKA-SHELL-21: method 'HelloWorld' has no argument 'nmae'. Did you mean 'name'?",
                "hello Send ~ ORKA-SHELL-07: method 'Send' needs the argument 'to'.",
                "nobody Send ~ ORKA-TEST-01",
            })
    void isRefused(String typed, String expected) {
        RunningShell.Result result = shell.run("orka:call " + typed);

        assertThat(result.failed()).isOne();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith(expected).hasLineCount(1);
    }

    @Test
    void aPluginThatDeclaresNoMethodsTakesAny() {
        assertThat(shell.run("call telegram Whatever a=1").out()).contains("{\"a\":1}");
    }

    @Test
    void textThatCouldTurnTheTerminalArrivesWhole() {
        String out = shell.run("call telegram Echo 'a=\u009b2J\u202e'").out();

        assertThat(out).contains("\\u009b2J\\u202e");
        assertThat(String.valueOf(JsonText.read(out))).contains("\u009b2J\u202e");
    }
}
