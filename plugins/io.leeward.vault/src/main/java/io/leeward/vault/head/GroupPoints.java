package io.leeward.vault.head;

import io.leeward.model.GroupId;
import io.leeward.model.PointId;
import io.leeward.vault.Vault;
import io.leeward.vault.document.Document;
import io.leeward.vault.layout.Names;
import java.util.List;
import java.util.Optional;

/** Recovery points of replication groups: written last, after the heads of all members, and deleted first. */
public final class GroupPoints {
    private final Vault vault;

    public GroupPoints(Vault vault) {
        this.vault = vault;
    }

    /** Makes a group point exist; the point must be in the heads of all members. Publishing again changes nothing. */
    public void publish(GroupPoint point) {
        vault.documents().create(Names.groupPoint(point.group(), point.id()), point);
    }

    /** A point of a group; empty when there is none. */
    public Optional<GroupPoint> read(GroupId group, PointId id) {
        return vault.documents()
                .read(Names.groupPoint(group, id), GroupPoint.class)
                .map(Document::value);
    }

    /** All points of a group, by identifier. */
    public List<GroupPoint> all(GroupId group) {
        return vault.documents().list("groups/" + group + "/points/").stream()
                .flatMap(name -> vault.documents().read(name, GroupPoint.class).stream())
                .map(Document::value)
                .toList();
    }

    /** Deletes a group point; its members' points stay until they are dropped. */
    public boolean delete(GroupId group, PointId id) {
        return vault.store().delete(Names.groupPoint(group, id));
    }
}
