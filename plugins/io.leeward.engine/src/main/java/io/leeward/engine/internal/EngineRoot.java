package io.leeward.engine.internal;

import io.leeward.configserver.ControlIdentity;
import io.leeward.configserver.agents.AgentRequests;
import io.leeward.engine.EngineAssembly;
import io.leeward.engine.FrameworkSettings;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.remote.EngineFailure;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.SecretStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root of an engine in a framework whose properties ask for one: publishes what {@link EngineAssembly} made, from
 * which operations and door arise by themselves. When that fails it publishes an {@link EngineFailure} and nothing
 * else.
 */
@Component(immediate = true, service = EngineRoot.class)
public final class EngineRoot {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRoot.class);

    private final BundleContext context;
    private final Deque<ServiceRegistration<?>> published = new ArrayDeque<>();
    private Optional<EngineAssembly> assembly = Optional.empty();

    @Activate
    public EngineRoot(BundleContext context) {
        this.context = context;
        try {
            FrameworkSettings.read(context::getProperty).ifPresent(this::start);
        } catch (IssueException e) {
            fail(e.issue());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("engine did not start");
            fail(FailureIssues.unexpected(e));
        }
    }

    private void start(EngineSettings settings) {
        EngineLog.into(settings.data().resolve("logs"));
        if (settings.mode() == EngineSettings.Mode.SERVER) {
            ControlPortCheck.require(settings.bind(), settings.controlPort());
        }
        EngineAssembly made = new EngineAssembly(settings);
        assembly = Optional.of(made);
        publish(EngineAssembly.class, made, Map.of());
        publish(
                EngineSettings.class,
                settings,
                Map.of(EngineSettings.MODE, settings.mode().name().toLowerCase(Locale.ROOT)));
        publish(ControlState.class, made.state(), Map.of());
        publish(SecretStore.class, made.secrets(), Map.of());
        publish(StoreOpener.class, made.stores(), Map.of(StoreOpener.ALL_KINDS_PROPERTY, "all"));
        publish(ImageFiles.class, made.images(), Map.of());
        publish(ReplicationControl.class, made.replication(), Map.of());
        publish(EnrolmentControl.class, made.enrolment(), Map.of());
        made.agentRequests().ifPresent(requests -> publish(AgentRequests.class, requests, Map.of()));
        made.identity().ifPresent(identity -> publish(ControlIdentity.class, identity, Map.of()));
    }

    private <T> void publish(Class<T> type, T service, Map<String, String> properties) {
        Dictionary<String, String> all = new Hashtable<>(properties);
        published.push(context.registerService(type, service, all));
    }

    private void fail(Issue issue) {
        LOG.atError().addKeyValue("issue", issue.sentence()).log("engine did not start");
        EngineFailure told = new EngineFailure(
                issue.kind().exitCode(),
                issue.sentence(),
                issue.code(),
                issue.message(),
                issue.cause(),
                issue.remedy());
        publish(EngineFailure.class, told, Map.of());
    }

    /**
     * Takes the services back, the last first, so that door and operations end before what they stand on; then ends
     * that.
     */
    @Deactivate
    public void stop() {
        LOG.atInfo().log("engine stops");
        while (!published.isEmpty()) {
            withdraw(published.pop());
        }
        assembly.ifPresent(EngineAssembly::close);
    }

    private static void withdraw(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            LOG.atDebug().log("service was withdrawn with its bundle");
        }
    }
}
