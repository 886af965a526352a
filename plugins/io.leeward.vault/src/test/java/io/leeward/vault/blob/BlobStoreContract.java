package io.leeward.vault.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every blob store has to do; each adapter and the memory double run it. */
public abstract class BlobStoreContract {
    private static final int WRITERS = 8;
    private static final BlobVersion NO_SUCH_VERSION = new BlobVersion("0x0000000000000000");

    private BlobStore store;

    /** A store over a new, empty place. */
    protected abstract BlobStore openEmpty() throws Exception;

    /** One more store over the place that {@link #openEmpty} opened last, as another process would open it. */
    protected abstract BlobStore openAgain() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aCreatedBlobIsReadBackInTheStateThatItWasCreatedIn() {
        BlobVersion version = created(create("a/b.json", "text"));

        Blob blob = store.read(name("a/b.json")).orElseThrow();
        assertThat(text(blob.content())).isEqualTo("text");
        assertThat(blob.version()).isEqualTo(version);
        assertThat(blob.content().isReadOnly()).isTrue();
        assertThat(blob.content().position()).isZero();
    }

    @Test
    void creatingAnExistingBlobChangesNothing() {
        BlobVersion version = created(create("a", "first"));

        assertThat(create("a", "second")).isInstanceOf(CreateResult.Exists.class);

        Blob blob = store.read(name("a")).orElseThrow();
        assertThat(text(blob.content())).isEqualTo("first");
        assertThat(blob.version()).isEqualTo(version);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store.read(name("no/such"))).isEmpty();
        assertThat(store.readRange(name("no/such"), 0, 10)).isEmpty();
        assertThat(store.readRange(name("no/such"), -10, 10)).isEmpty();
        assertThat(store.size(name("no/such"))).isEmpty();
        assertThat(store.delete(name("no/such"))).isFalse();
    }

    @Test
    void aBlobMayBeEmpty() {
        created(create("empty", ""));

        assertThat(store.size(name("empty"))).contains(0L);
        assertThat(store.read(name("empty")).orElseThrow().content().remaining())
                .isZero();
        assertThat(store.readRange(name("empty"), 0, 10).orElseThrow().remaining())
                .isZero();
        assertThat(store.readRange(name("empty"), -5, 10).orElseThrow().remaining())
                .isZero();
    }

    @Test
    void aBlobMayBeLargerThanOneSegment() {
        ByteBuffer content = random(9 * 1024 * 1024 + 13, 7);
        created(store.create(name("large.seg"), content));

        assertThat(store.size(name("large.seg"))).contains((long) content.remaining());
        assertThat(store.read(name("large.seg")).orElseThrow().content().mismatch(content))
                .isEqualTo(-1);
        assertThat(store.readRange(name("large.seg"), 8_000_000, 1_000_000)
                        .orElseThrow()
                        .mismatch(content.slice(8_000_000, 1_000_000)))
                .isEqualTo(-1);
    }

    @Test
    void aBlobAboveTheLargestSizeIsRefused() {
        ByteBuffer tooLarge = ByteBuffer.allocateDirect(BlobStore.LARGEST_BLOB_BYTES + 1);

        assertThatThrownBy(() -> store.create(name("huge"), tooLarge)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.replace(name("huge"), tooLarge, NO_SUCH_VERSION))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.size(name("huge"))).isEmpty();
    }

    @Test
    void aRangeIsCutAtTheEndAndCountedFromTheEndWhenNegative() {
        created(create("r", "0123456789"));

        assertThat(range(0, 4)).isEqualTo("0123");
        assertThat(range(3, 4)).isEqualTo("3456");
        assertThat(range(8, 4)).isEqualTo("89");
        assertThat(range(10, 4)).isEmpty();
        assertThat(range(400, 4)).isEmpty();
        assertThat(range(-4, 4)).isEqualTo("6789");
        assertThat(range(-4, 2)).isEqualTo("67");
        assertThat(range(-4, 40)).isEqualTo("6789");
        assertThat(range(-40, 12)).isEqualTo("0123456789");
        assertThat(range(5, 0)).isEmpty();
    }

    @Test
    void buffersAreTakenAsTheyAreAndLeftAsTheyWere() {
        ByteBuffer heap = ByteBuffer.wrap("..heap..".getBytes(StandardCharsets.UTF_8));
        ByteBuffer direct = ByteBuffer.allocateDirect(10).put("..direct..".getBytes(StandardCharsets.UTF_8));
        List<ByteBuffer> buffers = List.of(
                heap.duplicate().position(2).limit(6),
                heap.slice(2, 4).asReadOnlyBuffer(),
                direct.duplicate().position(2).limit(8),
                direct.slice(2, 6).asReadOnlyBuffer());
        for (int i = 0; i < buffers.size(); i++) {
            ByteBuffer buffer = buffers.get(i);
            int position = buffer.position();
            int limit = buffer.limit();
            BlobVersion version = created(store.create(name("buffer-" + i), buffer));
            assertThat(store.replace(name("buffer-" + i), buffer, version)).isInstanceOf(ReplaceResult.Replaced.class);

            assertThat(buffer.position()).isEqualTo(position);
            assertThat(buffer.limit()).isEqualTo(limit);
            assertThat(text(store.read(name("buffer-" + i)).orElseThrow().content()))
                    .isEqualTo(i < 2 ? "heap" : "direct");
        }
    }

    @Test
    void aBlobIsReplacedOnlyInTheExpectedState() {
        BlobVersion first = created(create("head", "1"));
        BlobVersion second = replaced(replace("head", "2", first));

        assertThat(replace("head", "3", first)).isInstanceOf(ReplaceResult.Conflict.class);
        Blob blob = store.read(name("head")).orElseThrow();
        assertThat(text(blob.content())).isEqualTo("2");
        assertThat(blob.version()).isEqualTo(second);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void whatDoesNotExistIsNotReplaced() {
        BlobVersion version = created(create("head", "1"));
        assertThat(store.delete(name("head"))).isTrue();

        assertThat(replace("head", "2", version)).isInstanceOf(ReplaceResult.Conflict.class);
        assertThat(replace("other", "2", version)).isInstanceOf(ReplaceResult.Conflict.class);
        assertThat(store.read(name("head"))).isEmpty();
        assertThat(store.read(name("other"))).isEmpty();
    }

    @Test
    void twoStatesOfOneBlobNeverShareAVersionEvenWithEqualContent() {
        BlobVersion first = created(create("head", "same"));
        BlobVersion second = replaced(replace("head", "same", first));
        assertThat(store.delete(name("head"))).isTrue();
        BlobVersion third = created(create("head", "same"));

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(replace("head", "other", first)).isInstanceOf(ReplaceResult.Conflict.class);
        assertThat(replace("head", "other", second)).isInstanceOf(ReplaceResult.Conflict.class);
    }

    @Test
    void aDeletedBlobIsGoneAndItsNameIsFree() {
        created(create("a/b", "1"));

        assertThat(store.delete(name("a/b"))).isTrue();
        assertThat(store.delete(name("a/b"))).isFalse();
        assertThat(store.read(name("a/b"))).isEmpty();
        assertThat(names("")).isEmpty();
        created(create("a/b", "2"));
    }

    @Test
    void aNameMayBeTheBeginningOfAnother() {
        created(create("a", "1"));
        created(create("a/b", "2"));
        created(create("a/b/c", "3"));

        assertThat(text(store.read(name("a")).orElseThrow().content())).isEqualTo("1");
        assertThat(text(store.read(name("a/b")).orElseThrow().content())).isEqualTo("2");
        assertThat(names("a")).containsExactly("a", "a/b", "a/b/c");
        assertThat(names("a/b/")).containsExactly("a/b/c");
    }

    @Test
    void namesAreListedInTheOrderOfTheirCharacters() {
        List<String> all =
                new ArrayList<>(List.of("a", "a-b", "a.b", "a/b", "a/b-c", "a/b/c", "a0", "a_b", "B", "aa/1", "Z/z"));
        for (String name : all.reversed()) {
            created(create(name, "x"));
        }
        Collections.sort(all);

        assertThat(names("")).isEqualTo(all);
    }

    @Test
    void aPrefixMayEndInsideASegment() {
        for (String name :
                List.of("disks/d1/000001.seg", "disks/d1/000002.seg", "disks/d10/000001.seg", "disk", "state/x")) {
            created(create(name, "x"));
        }

        assertThat(names("disks/d1"))
                .containsExactly("disks/d1/000001.seg", "disks/d1/000002.seg", "disks/d10/000001.seg");
        assertThat(names("disks/d1/")).containsExactly("disks/d1/000001.seg", "disks/d1/000002.seg");
        assertThat(names("disks/d1/000002.s")).containsExactly("disks/d1/000002.seg");
        assertThat(names("disk")).startsWith("disk").hasSize(4);
        assertThat(names("nothing/here/")).isEmpty();
    }

    @Test
    void longListingsComeInPages() throws Exception {
        int count = BlobStore.LARGEST_PAGE + 5;
        List<Callable<CreateResult>> creations = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "pages/%02d/%06d".formatted(i / 100, i);
            expected.add(name);
            creations.add(() -> create(name, "x"));
        }
        together(creations).forEach(BlobStoreContract::created);

        BlobListing first = store.list("pages/", Optional.empty());
        assertThat(first.names().size()).isBetween(1, BlobStore.LARGEST_PAGE);
        assertThat(first.next()).isPresent();
        assertThat(names("pages/")).isEqualTo(expected);
    }

    @Test
    void anotherStoreOverTheSamePlaceSeesEveryChangeAtOnce() throws Exception {
        try (BlobStore other = openAgain()) {
            BlobVersion first = created(create("head", "1"));
            assertThat(other.create(name("head"), bytes("x"))).isInstanceOf(CreateResult.Exists.class);
            assertThat(other.read(name("head")).orElseThrow().version()).isEqualTo(first);
            BlobVersion second = replaced(other.replace(name("head"), bytes("2"), first));
            assertThat(replace("head", "3", first)).isInstanceOf(ReplaceResult.Conflict.class);
            replaced(replace("head", "3", second));
            assertThat(text(other.read(name("head")).orElseThrow().content())).isEqualTo("3");
            assertThat(other.delete(name("head"))).isTrue();
            assertThat(store.read(name("head"))).isEmpty();
        }
    }

    @Test
    void ofManyCreatorsExactlyOneWins() throws Exception {
        try (BlobStore other = openAgain()) {
            for (int round = 0; round < 5; round++) {
                BlobName name = name("claims/" + round);
                List<Callable<CreateResult>> claims = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    BlobStore by = i % 2 == 0 ? store : other;
                    ByteBuffer content = bytes("claim of " + i);
                    claims.add(() -> by.create(name, content));
                }
                List<CreateResult> results = together(claims);

                assertThat(results)
                        .filteredOn(CreateResult.Created.class::isInstance)
                        .hasSize(1);
                int winner = results.indexOf(results.stream()
                        .filter(CreateResult.Created.class::isInstance)
                        .findFirst()
                        .orElseThrow());
                assertThat(text(store.read(name).orElseThrow().content())).isEqualTo("claim of " + winner);
            }
        }
    }

    @Test
    void noIncrementOfManyWritersIsLost() throws Exception {
        int each = 10;
        created(create("counter", "0"));
        try (BlobStore other = openAgain()) {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                BlobStore by = i % 2 == 0 ? store : other;
                writers.add(() -> {
                    for (int n = 0; n < each; n++) {
                        increment(by, name("counter"));
                    }
                    return each;
                });
            }
            together(writers);
        }
        assertThat(text(store.read(name("counter")).orElseThrow().content())).isEqualTo("" + WRITERS * each);
    }

    @Test
    void theStoreTellsItsTimeAndItsPlace() {
        assertThat(Duration.between(store.storeTime(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
        assertThat(store.location()).isNotBlank();
    }

    private static void increment(BlobStore by, BlobName name) {
        while (true) {
            Blob blob = by.read(name).orElseThrow();
            String next = "" + (Integer.parseInt(text(blob.content())) + 1);
            if (by.replace(name, bytes(next), blob.version()) instanceof ReplaceResult.Replaced) {
                return;
            }
        }
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            BlobListing page = store.list(prefix, from);
            page.names().forEach(name -> names.add(name.value()));
            from = page.next();
        } while (from.isPresent());
        return names;
    }

    private String range(long offset, int length) {
        return text(store.readRange(name("r"), offset, length).orElseThrow());
    }

    private CreateResult create(String name, String content) {
        return store.create(name(name), bytes(content));
    }

    private ReplaceResult replace(String name, String content, BlobVersion expected) {
        return store.replace(name(name), bytes(content), expected);
    }

    private static BlobVersion created(CreateResult result) {
        assertThat(result).isInstanceOf(CreateResult.Created.class);
        return ((CreateResult.Created) result).version();
    }

    private static BlobVersion replaced(ReplaceResult result) {
        assertThat(result).isInstanceOf(ReplaceResult.Replaced.class);
        return ((ReplaceResult.Replaced) result).version();
    }

    private static BlobName name(String value) {
        return new BlobName(value);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteBuffer random(int bytes, long seed) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return ByteBuffer.allocateDirect(bytes).put(content).flip();
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content.duplicate()).toString();
    }
}
