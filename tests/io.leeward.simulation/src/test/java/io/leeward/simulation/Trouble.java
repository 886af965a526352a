package io.leeward.simulation;

/**
 * How much goes wrong, in percent of occasions.
 *
 * @param storeCall a call of the store that is refused or whose answer is lost
 * @param storeCrash a call of the store at which the calling server dies
 * @param slowWork a piece of work in the vault that takes very long
 * @param lossyBreak a broken connection whose last messages do not arrive
 * @param duplicate a frame that arrives twice
 * @param racingWrite a block read while the machine writes to the disk
 * @param earlyThaw a freeze that the watchdog ends
 * @param idleThenRandom mean seconds between two blows of fate
 */
record Trouble(
        double storeCall,
        double storeCrash,
        double slowWork,
        double lossyBreak,
        double duplicate,
        double racingWrite,
        double earlyThaw,
        double idleThenRandom) {
    static final Trouble NONE = new Trouble(0, 0, 0, 0, 0, 0, 0, 1);

    static final Trouble PLENTY = new Trouble(4, 0.3, 4, 50, 1, 3, 2, 4);
}
