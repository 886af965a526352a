package io.leeward.door.internal.api;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.Compression;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.Operations;
import io.leeward.operations.policies.PolicySettings;
import io.leeward.operations.vaults.AttachVault;
import io.leeward.operations.vaults.CreateVault;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests about the vault, servers, policies, events and snapshots. */
final class SiteRoutes {
    private static final int EVENTS = 100;
    private static final int MOST_EVENTS = 10_000;

    private final Operations operations;

    SiteRoutes(Operations operations) {
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/vault", this::showVault),
                new Route("POST", "/api/v1/vault", this::createVault),
                new Route("POST", "/api/v1/vault/attach", this::attachVault),
                new Route("POST", "/api/v1/vault/check", this::checkVault),
                new Route("POST", "/api/v1/vault/passphrase", this::changePassphrase),
                new Route(
                        "GET",
                        "/api/v1/servers",
                        request -> Reply.ok(Json.array(operations.servers().list(), SiteJson::server))),
                new Route(
                        "POST",
                        "/api/v1/registration-keys",
                        request -> Reply.of(operations.servers().newRegistrationKey(), SiteJson::registrationKey)),
                new Route(
                        "GET",
                        "/api/v1/policies",
                        request -> Reply.ok(Json.array(operations.policies().list(), SiteJson::policy))),
                new Route("POST", "/api/v1/policies", this::createPolicy),
                new Route("GET", "/api/v1/policies/{name}", request -> Reply.of(policy(request), SiteJson::policy)),
                new Route("PATCH", "/api/v1/policies/{name}", this::editPolicy),
                new Route("DELETE", "/api/v1/policies/{name}", this::deletePolicy),
                new Route("GET", "/api/v1/events", this::events),
                new Route(
                        "GET",
                        "/api/v1/snapshot",
                        request -> Reply.ok(SiteJson.snapshot(operations.live().now()))));
    }

    private Reply showVault(Request request) {
        Optional<VaultView> vault = operations.vaults().current();
        return vault.isPresent() ? Reply.ok(SiteJson.vault(vault.get())) : Reply.issue(noVault());
    }

    private Reply createVault(Request request) {
        CreateVault command = new CreateVault(
                request.text("name"),
                store(request),
                request.secret("passphrase"),
                request.optionalSecret("azureConnectionString"));
        return Reply.of(operations.vaults().create(command), SiteJson::vault);
    }

    private Reply attachVault(Request request) {
        AttachVault command = new AttachVault(
                store(request),
                request.secret("passphrase"),
                request.optionalSecret("azureConnectionString"),
                request.flag("takeOver"));
        return Reply.of(operations.vaults().attach(command), SiteJson::vault);
    }

    private Reply checkVault(Request request) {
        int percent = request.number("dataPercent", 0);
        if (percent < 0 || percent > 100) {
            throw Request.malformed("dataPercent", "between 0 and 100");
        }
        return Reply.job(operations.vaults().check(percent));
    }

    private Reply changePassphrase(Request request) {
        return Reply.of(
                operations.vaults().changePassphrase(request.secret("passphrase"), request.secret("newPassphrase")),
                SiteJson::vault);
    }

    private Reply createPolicy(Request request) {
        PolicySettings standard =
                PolicySettings.of(ReplicationPolicy.named(new PolicyId("standard"), request.text("name")));
        return Reply.of(operations.policies().create(changed(standard, request)), SiteJson::policy);
    }

    private Reply editPolicy(Request request) {
        return Reply.of(
                policy(request)
                        .then(policy ->
                                operations.policies().edit(policy.id(), changed(PolicySettings.of(policy), request))),
                SiteJson::policy);
    }

    private Reply deletePolicy(Request request) {
        return Reply.of(policy(request).then(policy -> operations.policies().delete(policy.id())), SiteJson::policy);
    }

    private Reply events(Request request) {
        int limit = request.queryNumber("limit", EVENTS, 1, MOST_EVENTS);
        Optional<String> subject = Optional.ofNullable(request.query().get("subject"));
        return Reply.ok(Json.array(operations.events().list(limit, subject), SiteJson::event));
    }

    private Outcome<ReplicationPolicy> policy(Request request) {
        String name = request.variable("name");
        return operations
                .policies()
                .find(name)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(unknownPolicy(name)));
    }

    static Issue unknownPolicy(String name) {
        return Issue.of(
                "POLICY-UNKNOWN",
                Issue.Kind.NOT_FOUND,
                "There is no policy " + name + ".",
                "List the policies, or create this one.");
    }

    private static Issue noVault() {
        return Issue.of("VAULT-NONE", Issue.Kind.NOT_FOUND, "No vault is attached.", "Create or attach one first.");
    }

    private static StoreAddress store(Request request) {
        return StoreAddress.parse(request.text("store"))
                .orElseThrow(() -> Request.malformed("store", "dir:PATH or azure:CONTAINER_URL"));
    }

    private static PolicySettings changed(PolicySettings from, Request request) {
        return new PolicySettings(
                request.optionalText("name").orElse(from.name()),
                seconds(request, "crashIntervalSeconds", from.crashInterval()),
                seconds(request, "appIntervalSeconds", from.appInterval()),
                seconds(request, "retentionSeconds", from.retention()),
                seconds(request, "rpoThresholdSeconds", from.rpoThreshold()),
                request.optionalText("compression").map(SiteRoutes::compression).orElse(from.compression()),
                seconds(request, "flushSeconds", from.flush()));
    }

    private static Duration seconds(Request request, String name, Duration otherwise) {
        return Duration.ofSeconds(request.number(name, (int) otherwise.toSeconds()));
    }

    private static Compression compression(String name) {
        try {
            return Compression.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IssueException(
                    Request.malformed("compression", "snappy or zstd").issue(), e);
        }
    }
}
