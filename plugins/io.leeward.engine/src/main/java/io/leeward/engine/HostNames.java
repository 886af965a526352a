package io.leeward.engine;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Names and addresses under which this host can be reached on a bound address. Reads the present state of its
 * interfaces.
 */
final class HostNames {
    /** Most addresses that agents are told; the protocol takes 16. */
    private static final int MOST_TOLD = 16;

    private static final String LOOPBACK = "127.0.0.1";

    private final String bind;

    /** @param bind address that the ports listen on */
    HostNames(String bind) {
        this.bind = bind;
    }

    /** What the server's certificate is for. */
    SortedSet<String> forCertificate() {
        SortedSet<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        String host = hostName();
        if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            names.add(host);
        }
        names.addAll(addresses());
        return names;
    }

    /** Where a client at the given address finds a port of this host, best first. */
    List<String> told(String client, int port) {
        List<String> hosts = new ArrayList<>();
        if (!bindsAll()) {
            hosts.add(bind);
        } else if (loopback(client)) {
            hosts.add(LOOPBACK);
        } else {
            hosts.addAll(addresses());
            hosts.add(hostName());
        }
        return hosts.stream()
                .limit(MOST_TOLD)
                .map(host -> host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port)
                .toList();
    }

    /** One name for people: the bound address, or the host's name when all are bound. */
    String shown() {
        return bindsAll() ? hostName() : bind;
    }

    /** Where a client on this host finds the ports. */
    String local() {
        return bindsAll() ? LOOPBACK : bind;
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private boolean bindsAll() {
        return bind.isEmpty() || bind.equals("0.0.0.0") || bind.equals("::");
    }

    private static boolean loopback(String client) {
        return client.startsWith("127.") || client.equals("::1") || client.equals("0:0:0:0:0:0:0:1");
    }

    /** Addresses of the interfaces that are up, IPv4 before IPv6, without loopback and link-local ones. */
    private static List<String> addresses() {
        List<String> four = new ArrayList<>();
        List<String> six = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp() && !each.isLoopback()) {
                    Collections.list(each.getInetAddresses()).forEach(address -> sort(address, four, six));
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        four.addAll(six);
        return four;
    }

    private static void sort(InetAddress address, List<String> four, List<String> six) {
        if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
            four.add(address.getHostAddress());
        } else if (address instanceof Inet6Address && !address.isLinkLocalAddress()) {
            String text = address.getHostAddress();
            int zone = text.indexOf('%');
            six.add(zone < 0 ? text : text.substring(0, zone));
        }
    }
}
