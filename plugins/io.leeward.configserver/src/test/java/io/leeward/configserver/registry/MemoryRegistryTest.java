package io.leeward.configserver.registry;

class MemoryRegistryTest extends RegistryContract {
    private MemoryRegistry registry;

    @Override
    protected void openEmpty() {
        registry = new MemoryRegistry();
    }

    @Override
    protected RegistrationKeys keys() {
        return registry;
    }

    @Override
    protected CertificateRegistry certificates() {
        return registry;
    }
}
