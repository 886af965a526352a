package io.leeward.engine.internal;

import io.leeward.door.DoorPort;
import io.leeward.engine.EngineAssembly;
import io.leeward.engine.EngineFile;
import io.leeward.operations.remote.RunningEngine;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once the door is open: writes {@code engine.json} and says that the engine runs; takes both back before the door
 * closes.
 */
@Component(immediate = true, service = EngineAnnouncement.class)
public final class EngineAnnouncement {
    private static final Logger LOG = LoggerFactory.getLogger(EngineAnnouncement.class);

    private final EngineFile file;
    private final ServiceRegistration<RunningEngine> running;

    @Activate
    public EngineAnnouncement(BundleContext context, @Reference EngineAssembly engine, @Reference DoorPort door) {
        int dataPort = engine.dataPort().orElseThrow();
        engine.controlPort(door.number());
        file = new EngineFile(engine.settings().data());
        String fingerprint = engine.identity().orElseThrow().authorityFingerprint();
        file.write(engine.localHost(), door.number(), dataPort, fingerprint, Instant.now());
        Dictionary<String, Object> none = new Hashtable<>();
        running = context.registerService(RunningEngine.class, new RunningEngine(door.number(), dataPort), none);
        LOG.atInfo()
                .addKeyValue("controlPort", door.number())
                .addKeyValue("dataPort", dataPort)
                .log("engine is up");
    }

    @Deactivate
    public void withdraw() {
        try {
            running.unregister();
        } catch (IllegalStateException e) {
            LOG.atDebug().log("service was withdrawn with its bundle");
        }
        file.remove();
    }
}
