package io.orka.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsgiVersionTest {

    @ParameterizedTest
    @CsvSource({
        "v0.1.0, 0.1.0",
        "0.1.0, 0.1.0",
        "V1, 1.0.0",
        "v1.2, 1.2.0",
        "1.0.0-SNAPSHOT, 1.0.0.SNAPSHOT",
        "1.0.0-rc.1, 1.0.0.rc-1",
        "1.2-rc1, 1.2.0.rc1",
        "1.0.0+build.5, 1.0.0.build-5",
        "1.0.0.Final, 1.0.0.Final",
        "1.2.3.4.5, 1.2.3.4-5",
        "1.0.0-, 1.0.0",
        "2024.11.22, 2024.11.22",
        "08.09, 8.9.0",
        "1.0.0.20241122103045, 1.0.0.20241122103045",
        "99999999999.1, 0.0.0.99999999999-1",
        "1.99999999999, 1.0.0.99999999999",
        "feature/x, 0.0.0.feature-x",
        "main, 0.0.0.main",
        "v, 0.0.0.v",
        "größe, 0.0.0.gr--e",
        "0123456789abcdef0123456789abcdef01234567, 0.0.0.0123456789abcdef0123456789abcdef01234567",
        "1111111111111111111111111111111111111111, 0.0.0.1111111111111111111111111111111111111111",
        "7426860e, 0.0.0.7426860e",
        "'', 0.0.0",
    })
    void mapsWhatOsgiDoesNotKnow(String registered, String osgi) {
        assertThat(OsgiVersion.of(registered)).hasToString(osgi);
    }
}
