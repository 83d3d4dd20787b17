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
import java.util.List;
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

                It listens on 127.0.0.1 only. For another address it takes --listen ADDRESS --cert FILE --key FILE
                --token-file FILE: TLS, and a line NAME TOKEN for each person. What is done on the page is in the
                journal with that name: dt runs. Programs send Authorization: Bearer TOKEN; /api/openapi.json says
                what there is.
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.PORT, Flag.LISTEN, Flag.CERT, Flag.KEY, Flag.TOKEN_FILE);
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
            call.message("the page is open until Ctrl-C; " + fleet.hosts().size() + " hosts");
            ended.await();
        }
    }

    private static String url(Door door, int port) {
        var token = door.keys().token(System.getProperty("user.name", "?"));
        return (door.tls() == null ? "http://" : "https://") + Guard.literal(door.address()) + ":" + port + "/"
                + (token.isEmpty() ? "" : "?token=" + token);
    }
}
