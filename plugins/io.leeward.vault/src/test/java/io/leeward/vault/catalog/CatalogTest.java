package io.leeward.vault.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Secret;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.ServerId;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);

    @Test
    void aVaultDescribesItselfToWhoeverOpensIt() {
        Catalog written = new Catalog(vault);
        MachineEntry machine = new MachineEntry(
                new MachineId("web-1"),
                "web",
                List.of(new Disk(new DiskId("d1"), "/dev/sda", "S1", 1 << 30)),
                Optional.of(new PolicyId("gold")),
                Optional.empty());
        ReplicationPolicy policy = ReplicationPolicy.named(new PolicyId("gold"), "Gold");
        GroupEntry group = new GroupEntry(new GroupId("shop"), "Shop", List.of(machine.id()));
        ServerEntry server = new ServerEntry(new ServerId("ps-1"), "process-server", List.of("10.0.0.4:9443"));
        written.machines().put("web-1", machine);
        written.policies().put("gold", policy);
        written.groups().put("shop", group);
        written.servers().put("ps-1", server);

        Vault opened = Vault.open(store, Secret.ofText(Vaults.PASSPHRASE), new SeededEntropy(2))
                .orThrow();
        Catalog read = new Catalog(opened);
        assertThat(read.machines().all()).containsExactly(machine);
        assertThat(read.policies().get("gold")).contains(policy);
        assertThat(read.groups().all()).containsExactly(group);
        assertThat(read.servers().get("ps-1")).contains(server);
    }

    @Test
    void entriesAreReplacedAndRemoved() {
        Shelf<GroupEntry> groups = new Catalog(vault).groups();
        groups.put("shop", new GroupEntry(new GroupId("shop"), "Shop", List.of()));
        groups.put("shop", new GroupEntry(new GroupId("shop"), "Shop of today", List.of()));

        assertThat(groups.get("shop").orElseThrow().name()).isEqualTo("Shop of today");
        assertThat(groups.remove("shop")).isTrue();
        assertThat(groups.remove("shop")).isFalse();
        assertThat(groups.get("shop")).isEmpty();
        assertThat(groups.get("../owner")).isEmpty();
        assertThat(groups.all()).isEmpty();
    }
}
