package io.leeward.operations;

import io.leeward.operations.jobs.Jobs;
import io.leeward.operations.live.EventLog;
import io.leeward.operations.live.LiveView;
import io.leeward.operations.machines.Machines;
import io.leeward.operations.machines.Points;
import io.leeward.operations.policies.Policies;
import io.leeward.operations.recover.Recoveries;
import io.leeward.operations.servers.Servers;
import io.leeward.operations.vaults.Vaults;

/** Everything an operator can do and see, by subject. One instance per engine; published as a service. */
public interface Operations {
    Vaults vaults();

    Servers servers();

    Policies policies();

    Machines machines();

    Points points();

    Recoveries recoveries();

    Jobs jobs();

    EventLog events();

    LiveView live();
}
