package io.leeward.vault.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Secret;
import io.leeward.vault.SeededEntropy;
import org.junit.jupiter.api.Test;

class RecoveryCodeTest {
    @Test
    void aCodeGivesTheKeyBackHoweverItIsTyped() {
        for (int seed = 0; seed < 100; seed++) {
            byte[] key = new SeededEntropy(seed).bytes(VaultKey.BYTES);
            String code = RecoveryCode.of(Secret.of(key));

            assertThat(code).matches("([0-9A-Z]{6}-){8}[0-9A-Z]{6}");
            assertThat(RecoveryCode.parse(code).orElseThrow().reveal()).isEqualTo(key);
            assertThat(RecoveryCode.parse(code.toLowerCase().replace('-', ' ').replace('0', 'o'))
                            .orElseThrow()
                            .reveal())
                    .isEqualTo(key);
        }
    }

    @Test
    void aTypingErrorIsNoticed() {
        String code = RecoveryCode.of(Secret.of(new SeededEntropy(7).bytes(VaultKey.BYTES)));
        for (int i = 0; i < code.length(); i++) {
            char wrong = code.charAt(i) == 'Z' ? 'Y' : 'Z';
            if (code.charAt(i) != '-') {
                assertThat(RecoveryCode.parse(code.substring(0, i) + wrong + code.substring(i + 1)))
                        .isEmpty();
            }
        }
        assertThat(RecoveryCode.parse("")).isEmpty();
        assertThat(RecoveryCode.parse(code + "0")).isEmpty();
    }
}
