package io.leeward.model;

/** What an operator may ask for a machine. */
public enum Action {
    ENABLE_REPLICATION,
    CUT_POINT,
    RECOVER_TO_FILES,
    RESYNCHRONIZE,
    TEST_FAILOVER,
    CLEAN_UP_TEST,
    FAILOVER,
    CHANGE_RECOVERY_POINT,
    COMMIT,
    REPROTECT,
    FAILBACK,
    DISABLE_REPLICATION
}
