package io.leeward.door;

/** Published as a service while the door is open, in engines that serve. */
public interface DoorPort {
    /** The port that the door listens on, as bound. */
    int number();
}
