package io.leeward.operations.state;

import org.junit.jupiter.api.Nested;

class MemoryStateTest {
    @Nested
    class Policies extends PolicyStoreContract {
        @Override
        protected PolicyStore openEmpty() {
            return new MemoryControlState().policies();
        }
    }

    @Nested
    class Machines extends MachineStoreContract {
        @Override
        protected ControlState openEmpty() {
            return new MemoryControlState();
        }
    }

    @Nested
    class Jobs extends JobStoreContract {
        @Override
        protected JobStore openEmpty() {
            return new MemoryControlState().jobs();
        }
    }

    @Nested
    class Events extends EventStoreContract {
        @Override
        protected EventStore openEmpty() {
            return new MemoryControlState().events();
        }
    }

    @Nested
    class Attachment extends VaultAttachmentStoreContract {
        @Override
        protected VaultAttachmentStore openEmpty() {
            return new MemoryControlState().attachment();
        }
    }

    @Nested
    class Secrets extends SecretStoreContract {
        @Override
        protected SecretStore openEmpty() {
            return new MemorySecretStore();
        }
    }
}
