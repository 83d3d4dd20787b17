package dt.ssh;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Finds the addresses of a name and connects to the first that answers. */
final class Dialer {
    /** Looks names up. The system's in earnest. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addresses(String name) throws UnknownHostException;

        Resolver SYSTEM = name -> Arrays.asList(InetAddress.getAllByName(name));
    }

    private Dialer() {}

    /** The addresses of a name that may be taken, in the resolver's order. */
    static List<InetAddress> lookUp(String name, Target.Family family, Resolver resolver) throws UnknownHostException {
        var fitting = resolver.addresses(name).stream()
                .filter(address -> switch (family) {
                    case ANY -> true;
                    case INET -> address instanceof Inet4Address;
                    case INET6 -> !(address instanceof Inet4Address);
                })
                .toList();
        if (fitting.isEmpty()) {
            throw new UnknownHostException(name + " has no address of family " + family);
        }
        return fitting;
    }

    /**
     * Tries each address. Several share what is left of the limit, so that a dead one leaves time for the next.
     *
     * @param started is told of every socket before it connects, so that it can be closed from outside
     */
    static Socket connect(List<InetAddress> addresses, int port, long endNanos, Consumer<Socket> started)
            throws IOException {
        IOException last = new UnknownHostException("no address");
        for (int i = 0; i < addresses.size(); i++) {
            long left = (endNanos - System.nanoTime()) / 1_000_000 / (addresses.size() - i);
            var socket = new Socket();
            started.accept(socket);
            try {
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                boolean alone = i == addresses.size() - 1;
                // The last one ends by the attempt's own limit, which knows the phase.
                socket.connect(new InetSocketAddress(addresses.get(i), port), alone ? 0 : (int) Math.max(1, left));
                return socket;
            } catch (IOException e) {
                last = e;
                socket.close();
            }
        }
        throw last;
    }
}
