package io.leeward.operations.machines;

import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import java.util.List;

/** Commands and queries about recovery points. */
public interface Points {
    /**
     * All points of a machine that can be recovered, newest first.
     *
     * @throws io.leeward.kernel.IssueException when no vault is open
     */
    List<PointView> of(MachineId machine);

    /** Keeps a point until it is released. */
    Outcome<PointView> pin(PointId point);

    Outcome<PointView> release(PointId point);

    Outcome<PointView> tag(PointId point, String text);
}
