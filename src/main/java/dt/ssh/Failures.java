package dt.ssh;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.TransportException;

/** Tells failures apart and says what to do about each. */
final class Failures {
    private static final Pattern NO_COMMON =
            Pattern.compile("Unable to reach a settlement of (\\w+): \\[(.*)] and \\[(.*)]");
    private static final int LONGEST = 300;

    private Failures() {}

    /** What a failed connect, exchange or login was. */
    static RemoteException of(Phase phase, Target target, IOException failure) {
        var where = target.address() + " port " + target.port();
        return switch (failure) {
            case UnknownHostException e ->
                new RemoteException(
                        Reason.DNS,
                        "no address for " + plain(target.address())
                                + "; check the spelling and DNS, or give the address in the inventory",
                        e);
            case NoRouteToHostException e ->
                new RemoteException(
                        Reason.CONNECT, "no route to " + where + "; check that the host is up and the network", e);
            case PortUnreachableException e ->
                new RemoteException(Reason.CONNECT, "port " + target.port() + " is unreachable; check the port", e);
            case ConnectException e -> refused(where, e);
            case OpenFailException e ->
                new RemoteException(
                        Reason.CONNECT,
                        "the jump host " + target.jumpNames().getLast() + " could not connect to "
                                + where + ": " + plain(text(e))
                                + "; check the address as the jump host sees it and its AllowTcpForwarding",
                        e);
            case Greeting.NoSshException e -> noSsh(where, e);
            case TransportException wrapped
            when wrapped.getCause() instanceof Greeting.NoSshException e -> noSsh(where, e);
            default -> other(phase, where, failure);
        };
    }

    private static RemoteException noSsh(String where, Greeting.NoSshException e) {
        return new RemoteException(Reason.CONNECT, text(e) + "; check that sshd listens on " + where, e);
    }

    private static RemoteException refused(String where, ConnectException e) {
        if (text(e).toLowerCase(java.util.Locale.ROOT).contains("refused")) {
            return new RemoteException(
                    Reason.CONNECT, "connection refused by " + where + "; check that sshd runs there and the port", e);
        }
        return new RemoteException(
                Reason.CONNECT, "cannot connect to " + where + ": " + plain(text(e)) + "; check the network", e);
    }

    private static RemoteException other(Phase phase, String where, IOException failure) {
        var text = text(failure);
        var common = NO_COMMON.matcher(text);
        if (common.find()) {
            return new RemoteException(
                    Reason.CONNECT,
                    "no common " + kind(common.group(1)) + ": we offer " + common.group(2) + ", the host offers "
                            + plain(common.group(3)) + "; name one of the host's in ssh_config ("
                            + option(common.group(1))
                            + ")",
                    failure);
        }
        if (text.contains("EOF")
                || text.contains("closed connection")
                || text.contains("reset")
                || text.contains("Broken pipe")) {
            return new RemoteException(
                    Reason.CONNECT,
                    "the host closed the connection " + phase.words()
                            + "; check its sshd log (MaxStartups, AllowUsers, hosts.deny)",
                    failure);
        }
        return new RemoteException(
                Reason.CONNECT,
                "the connection to " + where + " failed " + phase.words() + ": " + plain(text)
                        + "; check the host's sshd log",
                failure);
    }

    private static String kind(String list) {
        return switch (option(list)) {
            case "KexAlgorithms" -> "key exchange algorithm";
            case "HostKeyAlgorithms" -> "host key algorithm";
            case "Ciphers" -> "cipher";
            case "MACs" -> "MAC";
            default -> "compression";
        };
    }

    private static String option(String list) {
        return switch (list) {
            case "KeyExchangeAlgorithms" -> "KexAlgorithms";
            case "HostKeyAlgorithms" -> "HostKeyAlgorithms";
            case "Client2ServerCipherAlgorithms", "Server2ClientCipherAlgorithms" -> "Ciphers";
            case "Client2ServerMACAlgorithms", "Server2ClientMACAlgorithms" -> "MACs";
            default -> "Compression";
        };
    }

    /** Why a connection under use is no more, in a few words. */
    static String end(IOException failure) {
        var text = text(failure);
        if (text.contains("EOF") || text.contains("Broken pipe")) {
            return "the host closed it";
        }
        return text.contains("reset") ? "it was reset" : plain(text);
    }

    static String text(Throwable failure) {
        var text = failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }

    /** Words of a host as one short line that cannot move a cursor. */
    static String plain(String text) {
        var safe = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(c -> safe.appendCodePoint(
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c));
        return safe.toString().strip();
    }

    static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
    }
}
