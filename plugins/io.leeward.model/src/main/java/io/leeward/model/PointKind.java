package io.leeward.model;

/** How consistent a recovery point is. */
public enum PointKind {
    /** What was on the disks at one instant, with file systems frozen. */
    CRASH_CONSISTENT,
    /** The pre and post scripts of the applications all succeeded around the freeze. */
    APP_CONSISTENT,
    /** Cut at one instant on every machine of a replication group. */
    MULTI_VM
}
