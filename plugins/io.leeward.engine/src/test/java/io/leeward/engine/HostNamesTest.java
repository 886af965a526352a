package io.leeward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostNamesTest {
    @Test
    void aClientOnThisHostIsToldTheLoopbackAddress() {
        assertThat(new HostNames("0.0.0.0").told("127.0.0.1", 9443)).containsExactly("127.0.0.1:9443");
    }

    @Test
    void aCommandOnThisHostFindsTheBoundAddress() {
        assertThat(new HostNames("0.0.0.0").local()).isEqualTo("127.0.0.1");
        assertThat(new HostNames("192.0.2.1").local()).isEqualTo("192.0.2.1");
    }

    @Test
    void anAddressThatIsBoundIsTheOnlyOneTold() {
        assertThat(new HostNames("192.0.2.1").told("198.51.100.7", 9443)).containsExactly("192.0.2.1:9443");
        assertThat(new HostNames("2001:db8::1").told("198.51.100.7", 9443)).containsExactly("[2001:db8::1]:9443");
    }

    @Test
    void othersAreToldSomeAddressAndTheCertificateIsForTheLoopback() {
        assertThat(new HostNames("0.0.0.0").told("198.51.100.7", 9443))
                .isNotEmpty()
                .doesNotContain("127.0.0.1:9443");
        assertThat(new HostNames("0.0.0.0").forCertificate()).contains("127.0.0.1", "localhost");
    }
}
