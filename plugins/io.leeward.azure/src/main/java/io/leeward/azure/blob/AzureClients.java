package io.leeward.azure.blob;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.URI;

/**
 * Makes the SDK's clients. The HTTP client is passed to them: in an OSGi framework the SDK would not find one by
 * itself.
 */
final class AzureClients {
    private static final int ONE_TRY = 1;

    private AzureClients() {}

    static BlobContainerClient container(URI address, AzureCredentials credentials, AzureLimits limits) {
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint(address.toString())
                .httpClient(http(limits))
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.FIXED,
                        ONE_TRY,
                        Math.toIntExact(limits.request().toSeconds()),
                        null,
                        null,
                        null));
        return switch (credentials) {
            case AzureCredentials.SharedKey(var key) -> builder.credential(key).buildClient();
            case AzureCredentials.Signature(String token) ->
                builder.sasToken(token).buildClient();
        };
    }

    private static HttpClient http(AzureLimits limits) {
        java.net.http.HttpClient.Builder jdk =
                java.net.http.HttpClient.newBuilder().version(java.net.http.HttpClient.Version.HTTP_1_1);
        return new JdkHttpClientBuilder(jdk)
                .connectionTimeout(limits.connect())
                .writeTimeout(limits.silence())
                .responseTimeout(limits.silence())
                .readTimeout(limits.silence())
                .build();
    }
}
