package dt.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how one host is reached.
 *
 * @param name how messages call it
 * @param address name or address to connect to
 * @param place under which name its key is known
 * @param route straight, through another host or through a program
 * @param limit for TCP connect, banner, key exchange and login together
 * @param environment sent with every command, as SetEnv
 * @param aliveInterval how often a connection under use is asked for a sign of life; zero: never
 */
public record Target(
        String name,
        String address,
        int port,
        String user,
        String place,
        Route route,
        Duration limit,
        Algorithms algorithms,
        Map<String, String> environment,
        Duration aliveInterval,
        int aliveCountMax,
        HostKeys hostKeys,
        Credentials credentials) {

    /** How the bytes get there. */
    public sealed interface Route {
        /** TCP from here. */
        record Straight(Family family) implements Route {}

        /** A channel of the connection to another host. */
        record Via(Target jump) implements Route {}

        /** Standard input and output of a command, as ProxyCommand; run by {@code shell -c} in {@code folder}. */
        record Program(String command, String shell, Path folder, Map<String, String> environment) implements Route {
            public Program {
                environment = Map.copyOf(environment);
            }
        }
    }

    /** Which addresses of a name are taken, as AddressFamily. */
    public enum Family {
        ANY,
        INET,
        INET6
    }

    /** Two targets with the same key share connections. */
    record Key(
            String user,
            String address,
            int port,
            String place,
            Object route,
            Algorithms algorithms,
            Object identity,
            Object trust) {}

    public Target {
        environment = Map.copyOf(environment);
    }

    /** The same host with somebody else who decides about its key. */
    public Target withHostKeys(HostKeys other) {
        return new Target(
                name,
                address,
                port,
                user,
                place,
                route,
                limit,
                algorithms,
                environment,
                aliveInterval,
                aliveCountMax,
                other,
                credentials);
    }

    Key key() {
        return new Key(user, address, port, place, routeKey(), algorithms, credentials.identity(), hostKeys.identity());
    }

    private Object routeKey() {
        return switch (route) {
            case Route.Straight straight -> straight;
            case Route.Via(var jump) -> jump.key();
            case Route.Program program -> program;
        };
    }

    @Nullable
    Target jump() {
        return route instanceof Route.Via(var jump) ? jump : null;
    }

    /** The jump hosts on the way, the nearest to us first. */
    List<String> jumpNames() {
        var jump = jump();
        if (jump == null) {
            return List.of();
        }
        var names = new ArrayList<>(jump.jumpNames());
        names.add(jump.name());
        return names;
    }
}
