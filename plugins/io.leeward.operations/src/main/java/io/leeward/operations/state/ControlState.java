package io.leeward.operations.state;

/** All control state of an engine, or of the engines that share one control store. */
public interface ControlState {
    /** Identifies this control store for ever; an owner record in a vault names it. Made when the store was made. */
    String storeId();

    PolicyStore policies();

    MachineStore machines();

    SessionStore sessions();

    JobStore jobs();

    EventStore events();

    VaultAttachmentStore attachment();
}
