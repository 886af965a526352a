package io.leeward.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every storage has to do while nothing fails; the double in memory and each adapter run it. */
public abstract class StorageContract {
    private Storage storage;

    /** A storage without files. */
    protected abstract Storage openEmpty() throws Exception;

    @BeforeEach
    void openStorage() throws Exception {
        storage = openEmpty();
    }

    @Test
    void whatWasWrittenIsReadBackAtItsPlace() {
        try (StoredFile file = storage.open("1.seg")) {
            ByteBuffer bytes = bytes("0123456789");
            file.write(0, bytes);
            file.write(12, bytes("ab"));
            file.sync();

            assertThat(bytes.hasRemaining()).isFalse();
            assertThat(file.size()).isEqualTo(14);
            assertThat(read(file, 8, 4)).isEqualTo("89\0\0");
            assertThat(read(file, 12, 100)).isEqualTo("ab");
            assertThat(read(file, 14, 1)).isEmpty();
            assertThat(read(file, 400, 1)).isEmpty();
        }
    }

    @Test
    void aShortenedFileGrowsAgainWithZeros() {
        try (StoredFile file = storage.open("x")) {
            file.write(0, bytes("0123456789"));
            file.truncate(3);
            assertThat(file.size()).isEqualTo(3);
            file.write(5, bytes("5"));

            assertThat(read(file, 0, 100)).isEqualTo("012\0\0" + "5");
        }
    }

    @Test
    void aFileIsTheSameWhenItIsOpenedAgain() {
        try (StoredFile file = storage.open("x")) {
            file.write(0, bytes("kept"));
        }
        try (StoredFile file = storage.open("x")) {
            assertThat(read(file, 0, 100)).isEqualTo("kept");
        }
    }

    @Test
    void filesAreListedInTheOrderOfTheirNames() {
        for (String name : List.of("b", "a.1", "C_2", "a-1")) {
            storage.open(name).close();
        }
        storage.syncFolder();

        assertThat(storage.list()).containsExactly("C_2", "a-1", "a.1", "b");
        assertThat(storage.exists("b")).isTrue();
        storage.delete("b");
        storage.delete("b");
        assertThat(storage.exists("b")).isFalse();
        assertThat(storage.list()).containsExactly("C_2", "a-1", "a.1");
    }

    @Test
    void renamingReplacesTheTarget() {
        try (StoredFile file = storage.open("new")) {
            file.write(0, bytes("new"));
        }
        try (StoredFile file = storage.open("old")) {
            file.write(0, bytes("old content"));
        }
        storage.rename("new", "old");
        storage.syncFolder();

        assertThat(storage.list()).containsExactly("old");
        try (StoredFile file = storage.open("old")) {
            assertThat(read(file, 0, 100)).isEqualTo("new");
        }
        assertThatThrownBy(() -> storage.rename("new", "old")).isInstanceOf(IssueException.class);
    }

    @Test
    void aClosedFileIsNotUsed() {
        StoredFile file = storage.open("x");
        file.close();
        file.close();

        assertThatThrownBy(() -> file.write(0, bytes("x"))).isInstanceOf(IssueException.class);
        assertThatThrownBy(file::size).isInstanceOf(IssueException.class);
    }

    @Test
    void namesThatLeaveTheFolderAreRefused() {
        for (String name : List.of("", "../x", "a/b", ".hidden", "a\0")) {
            assertThatThrownBy(() -> storage.open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void thereIsRoom() {
        assertThat(storage.freeBytes()).isPositive();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(StoredFile file, long position, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int count = file.read(position, buffer);
        assertThat(buffer.position()).isEqualTo(count);
        return StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
    }
}
