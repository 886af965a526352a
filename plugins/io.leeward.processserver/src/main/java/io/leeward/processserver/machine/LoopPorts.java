package io.leeward.processserver.machine;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ticker;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.processserver.work.StageMeter;
import io.leeward.processserver.work.WorkPool;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a machine's loop needs of the world.
 *
 * @param pool carries out work in the vault
 * @param worker does one piece of that work for this machine
 * @param meter told how busy the loop is
 * @param facts told what happened; returns quickly
 * @param incarnationSeen told the incarnation that is to be recorded for the machine
 */
public record LoopPorts(
        Clock clock,
        Ticker ticker,
        Entropy entropy,
        WorkPool pool,
        Function<VaultWork, WorkResult> worker,
        StageMeter meter,
        Consumer<ReplicationFact> facts,
        Consumer<String> incarnationSeen) {}
