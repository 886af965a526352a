package io.leeward.replication.work;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.bytes.Block;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.vault.Vault;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.head.Head;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.BlockHashes;
import io.leeward.vault.journal.JournalPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hashes of disks that are being compared; those used last are kept open. Thread-safe. */
final class HashShelf {
    /** Comparisons kept open, with up to 40 MiB each. */
    private static final int MOST = 2;

    private final Vault vault;
    private final Heads heads;
    private final Map<Place, BlockHashes> open = new LinkedHashMap<>(8, 0.75f, true);

    private record Place(DiskId disk, Position at) {}

    HashShelf(Vault vault, Heads heads) {
        this.vault = vault;
        this.heads = heads;
    }

    synchronized byte[] read(VaultWork.ReadHashes read) {
        Place place = new Place(read.disk(), read.at());
        BlockHashes hashes = open.get(place);
        if (hashes == null) {
            Line line = Line.to(new Epochs(vault), read.disk(), read.at());
            long blocks =
                    Block.count(line.stretches().getLast().epoch().record().diskBytes());
            hashes = new BlockHashes(
                    JournalPath.list(vault, line, heads.read().map(Head::layers).orElse(List.of())),
                    (int) Math.min(BlockHashes.DEFAULT_WINDOW, blocks));
            open.put(place, hashes);
            open.keySet().stream()
                    .limit(Math.max(0, open.size() - MOST))
                    .toList()
                    .forEach(open::remove);
        }
        try {
            return hashes.read(read.firstBlock(), read.count());
        } catch (IssueException e) {
            open.remove(place);
            throw e;
        }
    }
}
