package io.leeward.azure.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import io.leeward.azure.blob.Requests.Repeat;
import io.leeward.kernel.Secret;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobListing;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.ReplaceResult;
import io.leeward.vault.blob.StoreException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Block blobs of one container. A blob is written by one request with its MD5 and a condition: none may exist, or its
 * ETag, which is its version, is the expected one. Azure answers when the content is replicated in the region.
 */
public final class AzureBlobStore implements BlobStore {
    private static final Context NO_CONTEXT = Context.NONE;
    private static final int NOT_SATISFIABLE = 416;

    private final BlobContainerClient container;
    private final AzureLimits limits;
    private final Requests requests;
    private final String location;

    private AzureBlobStore(BlobContainerClient container, String location, AzureLimits limits) {
        this.container = container;
        this.limits = limits;
        this.location = location;
        requests = new Requests(limits, location);
    }

    /**
     * Opens a container that exists.
     *
     * @param address of the container, without query
     * @param credentials a connection string, or a shared access signature
     * @throws StoreException STORE-NOT-FOUND, STORE-DENIED, STORE-UNREACHABLE
     */
    public static AzureBlobStore open(URI address, Secret credentials, AzureLimits limits) {
        AzureBlobStore store = unchecked(address, credentials, limits);
        store.page("", Optional.empty(), 1);
        return store;
    }

    /** Opens a container, and makes it when it does not exist. */
    public static AzureBlobStore make(URI address, Secret credentials, AzureLimits limits) {
        AzureBlobStore store = unchecked(address, credentials, limits);
        try {
            store.page("", Optional.empty(), 1);
        } catch (StoreException e) {
            if (!e.issue().code().equals(AzureFailure.NOT_FOUND)) {
                throw e;
            }
            store.requests.send("make the container", Repeat.ALWAYS, _ -> store.container.createIfNotExists());
        }
        return store;
    }

    private static AzureBlobStore unchecked(URI address, Secret credentials, AzureLimits limits) {
        AzureCredentials parsed = AzureCredentials.parse(credentials);
        parsed.requireFitFor(address);
        return new AzureBlobStore(
                AzureClients.container(address, parsed, limits), "the Azure container " + address, limits);
    }

    @Override
    public CreateResult create(BlobName name, ByteBuffer content) {
        requireSize(content);
        byte[] md5 = md5(content);
        return requests.send("create the blob " + name, Repeat.ALWAYS, _ -> {
            try {
                BlobRequestConditions none = new BlobRequestConditions().setIfNoneMatch("*");
                return new CreateResult.Created(upload(name, content, md5, none));
            } catch (BlobStorageException e) {
                if (is(e, BlobErrorCode.BLOB_ALREADY_EXISTS, BlobErrorCode.CONDITION_NOT_MET)) {
                    return new CreateResult.Exists();
                }
                throw e;
            }
        });
    }

    @Override
    public ReplaceResult replace(BlobName name, ByteBuffer content, BlobVersion expected) {
        requireSize(content);
        byte[] md5 = md5(content);
        return requests.send("replace the blob " + name, Repeat.UNLESS_UNKNOWN, _ -> {
            try {
                BlobRequestConditions same = new BlobRequestConditions().setIfMatch(expected.tag());
                return new ReplaceResult.Replaced(upload(name, content, md5, same));
            } catch (BlobStorageException e) {
                if (is(e, BlobErrorCode.CONDITION_NOT_MET, BlobErrorCode.BLOB_NOT_FOUND)) {
                    return new ReplaceResult.Conflict();
                }
                throw e;
            }
        });
    }

    private BlobVersion upload(BlobName name, ByteBuffer content, byte[] md5, BlobRequestConditions conditions) {
        BlockBlobSimpleUploadOptions options = new BlockBlobSimpleUploadOptions(
                        BinaryData.fromByteBuffer(content.duplicate()))
                .setContentMd5(md5)
                .setRequestConditions(conditions);
        BlockBlobItem item = blob(name)
                .getBlockBlobClient()
                .uploadWithResponse(options, limits.request(), NO_CONTEXT)
                .getValue();
        return new BlobVersion(item.getETag());
    }

    @Override
    public Optional<Blob> read(BlobName name) {
        return found("read the blob " + name, () -> {
            BlobDownloadContentResponse response = blob(name)
                    .downloadContentWithResponse(new DownloadRetryOptions(), null, limits.request(), NO_CONTEXT);
            ByteBuffer content = response.getValue().toByteBuffer().asReadOnlyBuffer();
            return new Blob(
                    content, new BlobVersion(response.getDeserializedHeaders().getETag()));
        });
    }

    @Override
    public Optional<ByteBuffer> readRange(BlobName name, long offset, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length);
        }
        if (offset >= 0 && length > 0) {
            return range(name, offset, length);
        }
        // Azure knows no ranges from the end; a blob that is read so is never replaced.
        Optional<Long> size = size(name);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        long start = offset >= 0 ? offset : Math.max(0, size.get() + offset);
        int count = (int) Math.max(0, Math.min(length, size.get() - start));
        return count == 0 ? Optional.of(ByteBuffer.allocate(0).asReadOnlyBuffer()) : range(name, start, count);
    }

    private Optional<ByteBuffer> range(BlobName name, long offset, int length) {
        return found("read the blob " + name, () -> {
            BufferStream into = new BufferStream(length);
            try {
                blob(name)
                        .downloadStreamWithResponse(
                                into,
                                new BlobRange(offset, (long) length),
                                new DownloadRetryOptions(),
                                null,
                                false,
                                limits.request(),
                                NO_CONTEXT);
            } catch (BlobStorageException e) {
                if (e.getStatusCode() != NOT_SATISFIABLE) {
                    throw e;
                }
            }
            return into.content();
        });
    }

    @Override
    public Optional<Long> size(BlobName name) {
        return found("find the blob " + name, () -> {
            BlobProperties properties = blob(name)
                    .getPropertiesWithResponse(null, limits.request(), NO_CONTEXT)
                    .getValue();
            return properties.getBlobSize();
        });
    }

    @Override
    public BlobListing list(String prefix, Optional<String> from) {
        PagedResponse<BlobItem> page = page(prefix, from, LARGEST_PAGE);
        List<BlobName> names = new ArrayList<>();
        for (BlobItem item : page.getValue()) {
            BlobName.parse(item.getName()).ifPresent(names::add);
        }
        return new BlobListing(
                names, Optional.ofNullable(page.getContinuationToken()).filter(next -> !next.isEmpty()));
    }

    private PagedResponse<BlobItem> page(String prefix, Optional<String> from, int most) {
        return requests.send("list the blobs " + prefix, Repeat.ALWAYS, _ -> {
            ListBlobsOptions options = new ListBlobsOptions().setPrefix(prefix).setMaxResultsPerPage(most);
            return container
                    .listBlobs(options, from.orElse(null), limits.request())
                    .iterableByPage()
                    .iterator()
                    .next();
        });
    }

    @Override
    public boolean delete(BlobName name) {
        return requests.send("delete the blob " + name, Repeat.ALWAYS, deletedPerhaps -> {
            try {
                blob(name).deleteWithResponse(null, null, limits.request(), NO_CONTEXT);
                return true;
            } catch (BlobStorageException e) {
                if (is(e, BlobErrorCode.BLOB_NOT_FOUND)) {
                    return deletedPerhaps;
                }
                throw e;
            }
        });
    }

    @Override
    public Instant storeTime() {
        String date = page("", Optional.empty(), 1).getHeaders().getValue(HttpHeaderName.DATE);
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    @Override
    public String location() {
        return location;
    }

    /** The connections end when the store is no longer used. */
    @Override
    public void close() {}

    private interface Reading<T> {
        T read();
    }

    private <T> Optional<T> found(String doing, Reading<T> reading) {
        return requests.send(doing, Repeat.ALWAYS, _ -> {
            try {
                return Optional.of(reading.read());
            } catch (BlobStorageException e) {
                if (is(e, BlobErrorCode.BLOB_NOT_FOUND)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private BlobClient blob(BlobName name) {
        return container.getBlobClient(name.value());
    }

    private static boolean is(BlobStorageException failure, BlobErrorCode... codes) {
        return List.of(codes).contains(failure.getErrorCode());
    }

    private static byte[] md5(ByteBuffer content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(content.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }

    private static void requireSize(ByteBuffer content) {
        if (content.remaining() > LARGEST_BLOB_BYTES) {
            throw new IllegalArgumentException("a blob of " + content.remaining() + " bytes");
        }
    }
}
