package io.orka.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    example.org            | example.org        | true
                    example.org            | git.example.org    | true
                    example.org            | EXAMPLE.ORG.       | true
                    example.org            | badexample.org     | false
                    .example.org           | git.example.org    | true
                    .example.org           | example.org        | true
                    a.org,b.org            | b.org              | true
                    'a.org  b.org , c.org' | c.org              | true
                    *                      | anything.test      | true
                    *.org                  | example.org        | false
                    example.org:443        | example.org        | true
                    example.org:8443       | example.org        | false
                    10.1.2.3               | 10.1.2.3           | true
                    10.1.2.3:443           | 10.1.2.3           | true
                    10.0.0.0/8             | 10.200.3.4         | true
                    10.0.0.0/8             | 11.0.0.1           | false
                    10.0.0.0/33            | 10.0.0.0           | false
                    192.168.1.0/24         | 192.168.1.77       | true
                    0.0.0.0/0              | 8.8.8.8            | true
                    10.0.0.0/8             | 10.example.org     | false
                    2.3                    | 10.1.2.3           | false
                    ::1                    | [::1]              | true
                    [::1]                  | ::1                | true
                    [::1]:443              | ::1                | true
                    [::1]:80               | ::1                | false
                    fd00::/8               | fdab:1::2          | true
                    fd00::/8               | fe80::1            | false
                    0:0:0:0:0:0:0:1        | ::1                | true
                    ''                     | example.org        | false
                    ,                      | example.org        | false
                    .                      | example.org        | false
                    """)
    void coversWhatCurlTakesForCovered(String list, String host, boolean covered) {
        assertThat(NoProxy.of(list).covers(host, 443)).isEqualTo(covered);
    }
}
