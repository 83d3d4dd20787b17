package dt.module.shell;

import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.UsageException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures how long a host takes to answer: ICMP by ping(8), or a TCP connect. Logs in nowhere. */
public final class Ping implements HostModule {
    private static final int MOST = 10_000;

    private final Map<String, String> environment;
    private final Path folder;

    /** @param environment with the PATH on which ping is looked for */
    public Ping(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public String usage() {
        return "[-c N] [--tcp PORT]";
    }

    @Override
    public String summary() {
        return "measure the latency of each host, logging in nowhere";
    }

    @Override
    public String details() {
        return """
                -c N          so many times [1]
                --tcp PORT    by a TCP connect to PORT instead of ICMP, which needs ping(8)
                The address is the one that inventory and ssh_config give; jump hosts are not used.
                JSON: sent, received, min_us, avg_us, max_us.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        int count = 1;
        @Nullable Integer port = null;
        var words = request.args().iterator();
        while (words.hasNext()) {
            var word = words.next();
            var value = words.hasNext() ? words.next() : "";
            switch (word) {
                case "-c" -> count = number(word, value, MOST);
                case "--tcp" -> port = number(word, value, 65535);
                default ->
                    throw new UsageException("ping does not know \"" + word + "\"; it takes -c N and --tcp PORT");
            }
        }
        return port == null ? new IcmpPing(request, count, environment, folder) : new TcpPing(request, count, port);
    }

    private static int number(String option, String value, int most) throws UsageException {
        if (!value.matches("[1-9]\\d{0,4}") || Integer.parseInt(value) > most) {
            throw new UsageException(
                    "ping " + option + " takes a number from 1 to " + most + ", not \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }
}
