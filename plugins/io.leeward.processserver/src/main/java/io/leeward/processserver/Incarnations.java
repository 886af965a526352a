package io.leeward.processserver;

import io.leeward.model.MachineId;
import java.util.Optional;

/** What machines' hardware said of itself at enrolment. Safe for use by many threads. */
public interface Incarnations {
    /** 64 hexadecimal digits; empty before it was recorded. */
    Optional<String> of(MachineId machine);

    /** Records what the hardware says now: a person confirmed the change, or it was seen for the first time. */
    void seen(MachineId machine, String incarnation);
}
