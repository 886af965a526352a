package io.leeward.azure.blob;

import com.azure.storage.common.StorageSharedKeyCredential;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an operator gave to open a container with: a connection string, or a shared access signature alone or as a URL.
 */
sealed interface AzureCredentials {
    /** An account and its key. */
    record SharedKey(StorageSharedKeyCredential credential) implements AzureCredentials {}

    /** A shared access signature, without a question mark. */
    record Signature(String token) implements AzureCredentials {
        @Override
        public String toString() {
            return "Signature[***]";
        }
    }

    /**
     * Reads credentials.
     *
     * @throws IssueException AZURE-CREDENTIALS-UNREADABLE, which does not repeat them
     */
    static AzureCredentials parse(Secret secret) {
        byte[] bytes = secret.reveal();
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        Arrays.fill(bytes, (byte) 0);
        if (text.contains("sig=") && !text.contains("SharedAccessSignature=")) {
            return new Signature(text.substring(text.indexOf('?') + 1));
        }
        Map<String, String> parts = parts(text);
        if (parts.containsKey("SharedAccessSignature")) {
            return new Signature(parts.get("SharedAccessSignature").replaceFirst("^\\?", ""));
        }
        if (parts.containsKey("AccountName") && parts.containsKey("AccountKey")) {
            return new SharedKey(new StorageSharedKeyCredential(parts.get("AccountName"), parts.get("AccountKey")));
        }
        throw new IssueException(Issue.of(
                        "AZURE-CREDENTIALS-UNREADABLE",
                        Kind.USAGE,
                        "The credentials of the Azure store cannot be used.",
                        "Give the connection string of the storage account, or a shared access signature of the container.")
                .because("They name neither an account with its key nor a shared access signature."));
    }

    /**
     * Refuses to send a signature over a connection that others can listen to.
     *
     * @throws IssueException AZURE-ADDRESS-NOT-PRIVATE
     */
    default void requireFitFor(URI address) {
        boolean here = Set.of("127.0.0.1", "localhost", "[::1]").contains(address.getHost());
        if (this instanceof Signature && !here && !"https".equals(address.getScheme())) {
            throw new IssueException(Issue.of(
                            "AZURE-ADDRESS-NOT-PRIVATE",
                            Kind.USAGE,
                            "A shared access signature is not sent to " + address + ".",
                            "Write the address with https.")
                    .because("Everyone on the way could read it."));
        }
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return parts;
    }
}
