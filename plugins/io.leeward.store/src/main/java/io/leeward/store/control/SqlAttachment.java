package io.leeward.store.control;

import io.leeward.model.VaultId;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.VaultAttachment;
import io.leeward.operations.state.VaultAttachmentStore;
import io.leeward.operations.state.Versioned;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class SqlAttachment implements VaultAttachmentStore {
    private static final int ONLY = 1;
    private static final Table ATTACHMENT = new Table(
            "vault_attachment",
            "id",
            "vault_id",
            "name",
            "store_kind",
            "store_location",
            "attachment_mode",
            "generation",
            "attached_at",
            "version");

    private final Database database;

    SqlAttachment(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Versioned<VaultAttachment>> current() {
        return database.read(sql -> sql.one(ATTACHMENT.select(""), Values.of(), SqlAttachment::attachment));
    }

    private static Versioned<VaultAttachment> attachment(Row row) throws SQLException {
        return new Versioned<>(
                new VaultAttachment(
                        new VaultId(row.text("vault_id")),
                        row.text("name"),
                        new StoreAddress(row.label("store_kind", StoreAddress.Kind.class), row.text("store_location")),
                        row.label("attachment_mode", VaultView.Mode.class),
                        row.number("generation"),
                        row.instant("attached_at")),
                row.number("version"));
    }

    @Override
    public SaveResult insert(VaultAttachment attachment) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            sql.insert(ATTACHMENT, List.of(values(attachment, next)));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public SaveResult update(VaultAttachment attachment, long version) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            int changed = sql.change(
                    ATTACHMENT.update("version = ?"), values(attachment, next).and(version));
            return changed == 1 ? new SaveResult.Saved(next) : new SaveResult.Stale();
        });
    }

    @Override
    public boolean delete(long version) {
        return database.write(
                sql -> sql.change("delete from vault_attachment where version = ?", Values.of(version)) == 1);
    }

    private static Values values(VaultAttachment attachment, long version) {
        return Values.of(
                ONLY,
                attachment.vault().value(),
                attachment.name(),
                attachment.store().kind(),
                attachment.store().location(),
                attachment.mode(),
                attachment.generation(),
                attachment.attachedAt(),
                version);
    }
}
