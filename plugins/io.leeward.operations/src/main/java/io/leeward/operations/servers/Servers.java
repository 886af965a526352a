package io.leeward.operations.servers;

import io.leeward.kernel.Outcome;
import java.util.List;

/** Commands and queries about servers. */
public interface Servers {
    List<ServerView> list();

    /** Makes a registration key that is valid for five days. Earlier keys stay valid until they expire. */
    Outcome<RegistrationKey> newRegistrationKey();
}
