package io.leeward.agent.folder;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the enrolment settled.
 *
 * @param name of the machine
 * @param machine identifier that the server gave
 * @param servers addresses of configuration servers, {@code host:port}
 * @param disks protected disks
 */
public record AgentConfig(String name, String machine, List<String> servers, List<EnrolledDisk> disks) {

    /**
     * A protected disk.
     *
     * @param id identifier, stable for this disk
     * @param path as it was given
     * @param serial of the hardware, or a random one
     * @param hardwareSerial whether the hardware tells the serial number
     * @param bytes size when it was enrolled
     */
    public record EnrolledDisk(String id, String path, String serial, boolean hardwareSerial, long bytes) {}

    public AgentConfig {
        servers = List.copyOf(servers);
        disks = List.copyOf(disks);
    }

    String toJson() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", name);
        document.put("machine", machine);
        document.put("servers", servers);
        document.put("disks", disks.stream().map(AgentConfig::json).toList());
        return Json.write(document);
    }

    private static Map<String, Object> json(EnrolledDisk disk) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", disk.id());
        document.put("path", disk.path());
        document.put("serial", disk.serial());
        document.put("hardwareSerial", disk.hardwareSerial());
        document.put("bytes", disk.bytes());
        return document;
    }

    static AgentConfig ofJson(String text) throws IOException {
        try {
            Map<String, Object> document = Json.read(text);
            List<EnrolledDisk> disks = ((List<?>) document.get("disks"))
                    .stream()
                            .map(each -> (Map<?, ?>) each)
                            .map(AgentConfig::disk)
                            .toList();
            List<String> servers = ((List<?>) document.get("servers"))
                    .stream().map(Object::toString).toList();
            return new AgentConfig((String) document.get("name"), (String) document.get("machine"), servers, disks);
        } catch (ClassCastException | NullPointerException e) {
            throw new IOException("it does not hold what an enrolment writes", e);
        }
    }

    private static EnrolledDisk disk(Map<?, ?> disk) {
        return new EnrolledDisk(
                (String) disk.get("id"),
                (String) disk.get("path"),
                (String) disk.get("serial"),
                (Boolean) disk.get("hardwareSerial"),
                (Long) disk.get("bytes"));
    }
}
