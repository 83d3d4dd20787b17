package dt.module.hostmgmt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Output;
import dt.remote.Remote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** Lists the selected hosts with their tags, or with all that the inventory says of them. Contacts nobody. */
public final class ListHosts implements HostModule {
    @Override
    public String name() {
        return "list";
    }

    @Override
    public String usage() {
        return "[-v]";
    }

    @Override
    public String summary() {
        return "list the selected hosts, contacting nobody";
    }

    @Override
    public String details() {
        return """
                Prints the tags of each host; with -v all that the inventory says of it. It shows what a
                selector selects before anything is run there: dt 'tag:web & !web07' list
                JSON: tags.
                """;
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        boolean all = false;
        for (var word : request.args()) {
            if (!word.equals("-v")) {
                throw new UsageException("list does not know \"" + word + "\": it takes no word but -v;"
                        + " put what chooses the hosts before the module");
            }
            all = true;
        }
        return new Lister(all ? HostText::all : HostText::tags);
    }

    private record Lister(Function<Host, String> text) implements Job {
        @Override
        public Outcome on(Host host, Remote remote, Output output) {
            var bytes = text.apply(host).getBytes(UTF_8);
            try {
                output.stdout(bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Outcome.Okay();
        }

        @Override
        public Map<String, Object> facts(Host host) {
            return Map.of("tags", HostText.tags(host));
        }

        @Override
        public String plan(Host host) {
            return text.apply(host);
        }

        @Override
        public boolean inOrder() {
            return true;
        }

        @Override
        public boolean connects() {
            return false;
        }
    }
}
