package dt.web;

import dt.inventory.Host;
import dt.inventory.Inventory;
import dt.inventory.Login;
import dt.journal.Journals;
import dt.journal.RunId;
import dt.module.Captured;
import dt.module.Outcome;
import dt.module.Result;
import dt.output.Normalize;
import dt.remote.Output;
import dt.selector.Outside;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A program behind the page that only pretends: its hosts print what the test says. */
public final class FakeFleet implements Fleet {
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    Function<Host, String> prints = host -> "Linux " + host.name();
    Function<Host, Outcome> ends = host -> new Outcome.Okay();
    private final List<Host> hosts;
    private final Path folder;

    public FakeFleet(List<Host> hosts, Path folder) {
        this.hosts = hosts;
        this.folder = folder;
    }

    /** All that was ordered. */
    public List<Order> orders() {
        return orders;
    }

    /** web001, web002, ...: some are also tagged db. */
    public static List<Host> named(int number) {
        var hosts = new ArrayList<Host>();
        for (int i = 1; i <= number; i++) {
            var name = "web%0" + String.valueOf(number).length() + "d";
            hosts.add(new Host(
                    name.formatted(i), Login.UNSAID, i % 4 == 0 ? Set.of("web", "db") : Set.of("web"), Map.of()));
        }
        return hosts;
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    @Override
    public List<Host> select(String text) throws Refused, InterruptedException {
        try {
            var found = Selectors.resolve(Selectors.parse(text), Inventory.of(hosts), NOTHING).stream()
                    .map(Host::name)
                    .collect(Collectors.toSet());
            return hosts.stream().filter(host -> found.contains(host.name())).toList();
        } catch (SelectorException e) {
            throw new Refused(e.getMessage(), e.position());
        }
    }

    private static final Outside NOTHING = new Outside() {
        @Override
        public InputStream standardInput() {
            return InputStream.nullInputStream();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public Path folder() {
            return Path.of("/");
        }

        @Override
        public Optional<List<Host>> earlierRun(String words) {
            return Optional.empty();
        }
    };

    @Override
    public String naming(List<String> labels) {
        return "sys:" + String.join(",", labels);
    }

    @Override
    public List<Module> modules() {
        return List.of(
                new Module("ssh", "COMMAND...", "run a command"), new Module("runit", "VERB [SERVICE...]", "services"));
    }

    @Override
    public void carryOut(Order order, Audience audience) throws Refused, InterruptedException {
        orders.add(order);
        if (!(order instanceof Order.Run run)) {
            throw new Refused("nothing is remembered here", null);
        }
        var chosen = select(run.selector());
        if (order.confirmed() > 0 && order.confirmed() != chosen.size()) {
            throw Refused.unlessConfirmed(chosen.size());
        }
        var observer = audience.begins(RunId.next(Instant.now()), chosen, () -> {});
        for (var host : chosen) {
            observer.started(host);
            observer.ended(new Result(
                    host,
                    run.words().getFirst(),
                    ends.apply(host),
                    new Printed(prints.apply(host)),
                    null,
                    Instant.now(),
                    Duration.ofMillis(3),
                    1));
        }
    }

    @Override
    public Normalize masks() {
        return Normalize.NOTHING;
    }

    @Override
    public Journals journals() {
        return new Journals(folder);
    }

    private record Printed(String text) implements Captured {
        @Override
        public long bytes() {
            return text.length();
        }

        @Override
        public boolean truncated() {
            return false;
        }

        @Override
        public void replay(Output output) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            output.stdout(bytes, 0, bytes.length);
        }

        @Override
        public void close() {}
    }
}
