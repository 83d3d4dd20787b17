package dt.cli;

import dt.inventory.InventoryException;
import dt.module.UsageException;
import dt.selector.SelectorException;
import dt.web.Door;
import dt.web.Grid;
import dt.web.Guard;
import dt.web.RunBook;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code dt web}: the fleet on a page, until Ctrl-C. */
final class WebVerb implements Verb {
    @Override
    public String name() {
        return "web";
    }

    @Override
    public String usage() {
        return "[SELECTOR]";
    }

    @Override
    public String summary() {
        return "a page with the services of all hosts, or those of SELECTOR; runs commands there too";
    }

    @Override
    public String details() {
        return """
                Prints an address with a token in it; open that in a browser. Ctrl-C ends it and leaves nothing behind.

                Each host is asked once and tells then what changes, by one command (runit watch) that ends with
                the page: a change is on the page in less than a second, however many hosts there are.

                Where root alone may see and switch services and another user logs in, add --sudo.

                It listens on 127.0.0.1 only. For another address it takes --listen ADDRESS --cert FILE --key FILE
                --token-file FILE: TLS, and a line NAME TOKEN for each person. What is done on the page is in the
                journal with that name: dt runs. Programs send Authorization: Bearer TOKEN; /api/openapi.json says
                what there is.
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.PORT, Flag.LISTEN, Flag.CERT, Flag.KEY, Flag.TOKEN_FILE, Flag.SUDO);
    }

    @Override
    public int run(Call call, List<String> args)
            throws UsageException, SelectorException, InventoryException, IOException, InterruptedException {
        if (args.size() > 1) {
            throw new UsageException("dt web takes one selector at most; put it in quotes");
        }
        var doors = new WebDoor(call);
        var door = doors.open();
        var ended = new CountDownLatch(1);
        try (var connections = new PageConnections();
                var _ = call.caller().interrupt().during(ended::countDown, ended::countDown)) {
            var fleet = PageFleet.of(call, args.isEmpty() ? "all" : args.getFirst(), connections.kept());
            if (fleet.hosts().isEmpty()) {
                call.message("no host matches " + args.getFirst() + "; dt hosts lists them");
                return ExitStatus.NO_HOST;
            }
            serve(call, doors, door, fleet, ended);
        }
        return ExitStatus.OKAY;
    }

    private static void serve(Call call, WebDoor doors, Door door, PageFleet fleet, CountDownLatch ended)
            throws UsageException, IOException, InterruptedException {
        var grid = new Grid(fleet.hosts(), InstantSource.system());
        try (var server = WebLoader.server();
                var runs = new RunBook(fleet);
                var watch = fleet.watch()) {
            int port = doors.port(server, fleet, grid, runs);
            watch.begin(grid::take);
            call.print(url(door, port) + "\n");
            call.message("the page is open until Ctrl-C; " + fleet.hosts().size() + " hosts"
                    + (token(door).isEmpty() ? "; put ?token= and a token of --token-file behind the address" : ""));
            ended.await();
        }
    }

    private static String url(Door door, int port) {
        var token = token(door);
        return (door.tls() == null ? "http://" : "https://") + place(door) + ":" + port + "/"
                + (token.isEmpty() ? "" : "?token=" + token);
    }

    /** Where it listens on all addresses, what the certificate calls this machine. */
    private static String place(Door door) {
        var name = door.address().isAnyLocalAddress()
                ? door.names().stream()
                        .filter(n -> !n.startsWith("*"))
                        .sorted(namesFirst())
                        .findFirst()
                : Optional.<String>empty();
        return name.orElse(Guard.literal(door.address()));
    }

    private static String token(Door door) {
        return door.keys().token(System.getProperty("user.name", "?"));
    }

    /** Names, then addresses. */
    private static Comparator<String> namesFirst() {
        return Comparator.<String, Boolean>comparing(name -> !name.matches("[a-z].*"))
                .thenComparing(name -> name);
    }
}
