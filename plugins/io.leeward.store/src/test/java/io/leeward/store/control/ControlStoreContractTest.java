package io.leeward.store.control;

import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.RegistrationKeys;
import io.leeward.configserver.registry.RegistryContract;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.EventStore;
import io.leeward.operations.state.EventStoreContract;
import io.leeward.operations.state.JobStore;
import io.leeward.operations.state.JobStoreContract;
import io.leeward.operations.state.MachineStoreContract;
import io.leeward.operations.state.PolicyStore;
import io.leeward.operations.state.PolicyStoreContract;
import io.leeward.operations.state.VaultAttachmentStore;
import io.leeward.operations.state.VaultAttachmentStoreContract;
import io.leeward.store.system.SystemSources;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class ControlStoreContractTest {
    @TempDir
    private Path folder;

    private ControlStore store;

    @BeforeEach
    void openStore() {
        store = ControlStore.open(folder, SystemSources.ENTROPY);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Nested
    class Policies extends PolicyStoreContract {
        @Override
        protected PolicyStore openEmpty() {
            return store.policies();
        }
    }

    @Nested
    class Machines extends MachineStoreContract {
        @Override
        protected ControlState openEmpty() {
            return store;
        }
    }

    @Nested
    class Jobs extends JobStoreContract {
        @Override
        protected JobStore openEmpty() {
            return store.jobs();
        }
    }

    @Nested
    class Events extends EventStoreContract {
        @Override
        protected EventStore openEmpty() {
            return store.events();
        }
    }

    @Nested
    class Attachment extends VaultAttachmentStoreContract {
        @Override
        protected VaultAttachmentStore openEmpty() {
            return store.attachment();
        }
    }

    @Nested
    class Registry extends RegistryContract {
        @Override
        protected void openEmpty() {}

        @Override
        protected RegistrationKeys keys() {
            return store.registrationKeys();
        }

        @Override
        protected CertificateRegistry certificates() {
            return store.certificates();
        }
    }
}
