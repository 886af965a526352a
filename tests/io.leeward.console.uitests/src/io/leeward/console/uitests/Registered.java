package io.leeward.console.uitests;

import io.leeward.console.uitests.memory.MemoryEngine;
import io.leeward.operations.Operations;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** An engine that the console has found. Closing takes it away again. */
record Registered(MemoryEngine engine, ServiceRegistration<Operations> registration) implements AutoCloseable {

    /** Registers the engine and lets its time pass. */
    static Registered running(MemoryEngine engine) {
        return new Registered(engine.start(), register(engine));
    }

    /** Registers the engine; its time passes only when the test says so. */
    static Registered still(MemoryEngine engine) {
        return new Registered(engine, register(engine));
    }

    @Override
    public void close() {
        registration.unregister();
        engine.close();
    }

    private static ServiceRegistration<Operations> register(MemoryEngine engine) {
        return FrameworkUtil.getBundle(Registered.class)
                .getBundleContext()
                .registerService(Operations.class, engine, null);
    }
}
