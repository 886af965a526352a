package io.leeward.bench;

import io.leeward.kernel.Secret;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code releng/bench} calls; each prints lines of JSON. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "image" -> DiskImage.write(Path.of(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
            case "null-sink" -> NullSinkEngine.run(Path.of(args[1]));
            case "put-ceiling" ->
                PutCeiling.run(
                        args[1],
                        Secret.ofText(Files.readString(Path.of(args[2])).strip()),
                        Integer.parseInt(args[3]));
            default ->
                throw new IllegalArgumentException(
                        "image FILE MIB SEED | null-sink DATA | put-ceiling CONTAINER_URL CONNECTION_FILE MIB");
        }
    }
}
