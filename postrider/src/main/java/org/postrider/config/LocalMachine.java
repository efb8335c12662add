package org.postrider.config;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.postrider.text.Latin1;

/// The machine that this program runs on.
public record LocalMachine(String program) implements Machine {
    /// Asked instead of the resolver: no name service is needed to know one's own name.
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    @Override public String hostName() {
        try {
            return Latin1.of(Files.readAllBytes(HOST_NAME)).strip();
        } catch (IOException noProc) {
            return javaHostName();
        }
    }

    private static String javaHostName() {
        try {
            return Latin1.fromUnicode(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException unknown) {
            throw new ConfigException("unable to use my own hostname: " + unknown.getMessage());
        }
    }

    @Override public List<Interface> interfaces() {
        var found = new ArrayList<Interface>();
        try {
            var all = Collections.list(NetworkInterface.getNetworkInterfaces());
            all.sort(Comparator.comparingInt(NetworkInterface::getIndex));
            for (var one : all)
                if (one.isUp())
                    for (var address : one.getInterfaceAddresses())
                        found.add(new Interface(address.getAddress(), address.getNetworkPrefixLength()));
        } catch (SocketException failed) {
            throw new ConfigException("could not find any active network interfaces: " + failed.getMessage());
        }
        found.sort(Comparator.comparing(one -> !(one.address() instanceof Inet4Address)));
        return found;
    }

    @Override public List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            return List.of();
        }
    }

    @Override public long processId() {
        return ProcessHandle.current().pid();
    }
}
