package io.leeward.agent.freeze;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** A process that freezes a disk and then does nothing until it is killed. */
public final class FreezeAndDie {
    private FreezeAndDie() {}

    public static void main(String[] arguments) throws InterruptedException {
        new LinuxFreezer(List.of(Path.of(arguments[0])), new ReentrantLock()).freeze(Duration.ofSeconds(2));
        System.out.println("frozen");
        new CountDownLatch(1).await();
    }
}
