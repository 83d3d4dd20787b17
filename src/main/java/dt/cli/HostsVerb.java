package dt.cli;

import dt.inventory.Host;
import dt.inventory.InventoryException;
import dt.inventory.InventoryLoader;
import dt.inventory.Origin;
import dt.module.UsageException;
import dt.output.Sink;
import dt.selector.SelectorException;
import dt.selector.Selectors;
import dt.sshconfig.SshConfigException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.jr.ob.JSON;

/** {@code dt hosts}: what the inventory says. Contacts nobody. */
final class HostsVerb implements Verb {
    private static final List<String> HEAD = List.of("HOST", "ADDRESS", "PORT", "USER", "JUMP", "TAGS");

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public String usage() {
        return "[SELECTOR]";
    }

    @Override
    public String summary() {
        return "list the hosts; -v with the file and line of each value, -o json with all settings";
    }

    @Override
    public String details() {
        return """
                Hosts are read from -D, else from the paths in DTOOLS_DB, else from all that exist of
                /etc/dt/hosts.d, ~/.config/dt/hosts.d and ~/.dtdb, else from ~/.ssh/known_hosts.

                  dt hosts                     a table; - where ssh_config decides
                  dt hosts -v web01            each value with the file, line and column it comes from
                  dt hosts -o json tag:web     what a connection would use, named as ssh -G names it
                """;
    }

    @Override
    public Set<Flag> flags() {
        return Set.of(Flag.DB, Flag.VERBOSE, Flag.OUTPUT, Flag.USER, Flag.SSH_CONFIG, Flag.SSH_OPTION);
    }

    @Override
    public int run(Call call, List<String> args)
            throws UsageException, SelectorException, InventoryException, InterruptedException {
        if (args.size() > 1) {
            throw new UsageException("dt hosts takes one selector; join several with + or a comma");
        }
        var format = call.options().text(Flag.OUTPUT).orElse("table");
        if (!format.equals("table") && !format.equals("json")) {
            throw new UsageException("dt hosts prints a table or, with -o json, JSON; not " + format);
        }
        var selector = Selectors.parse(args.isEmpty() ? "all" : args.getFirst());
        boolean verbose = call.options().has(Flag.VERBOSE);
        var traced = verbose ? InventoryLoader.trace(call.sources()) : null;
        var inventory = traced == null ? call.inventory() : traced.inventory();
        var hosts = Selectors.resolve(selector, inventory, new CallersOutside(call.caller()));
        if (hosts.isEmpty() && !args.isEmpty()) {
            var near = Selectors.suggestions(selector, inventory);
            call.message("no host matches " + args.getFirst()
                    + (near.isEmpty() ? "; dt hosts lists them" : "; did you mean " + String.join(" or ", near) + "?"));
            return ExitStatus.NO_HOST;
        }
        var out = new Sink(call.caller().out());
        if (format.equals("json")) {
            json(call, hosts, out);
        } else if (traced != null) {
            origins(hosts, traced.origins(), out);
        } else {
            table(hosts, out);
        }
        out.flush();
        return ExitStatus.OKAY;
    }

    private static void table(List<Host> hosts, Sink out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        hosts.forEach(host -> rows.add(row(host)));
        var widths = new int[HEAD.size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i));
                if (i < widths.length - 1) {
                    line.repeat(' ', widths[i] - row.get(i).length() + 2);
                }
            }
            print(out, line.toString().stripTrailing() + "\n");
        }
    }

    private static List<String> row(Host host) {
        var login = host.login();
        return List.of(
                host.label(),
                login.address() == null ? "-" : login.address(),
                login.port() == null ? "-" : login.port().toString(),
                login.user() == null ? "-" : login.user(),
                login.jump() == null
                        ? "-"
                        : login.jump().isEmpty()
                                ? "none"
                                : String.join(
                                        ",",
                                        login.jump().stream()
                                                .map(Object::toString)
                                                .toList()),
                String.join(",", new TreeSet<>(host.tags())));
    }

    private static void origins(List<Host> hosts, Map<String, List<Origin>> origins, Sink out) {
        for (var host : hosts) {
            print(out, host.label() + "\n");
            for (var origin : origins.getOrDefault(host.name(), List.of())) {
                print(out, "  " + (origin.key() + " " + origin.value()).strip() + "  (" + origin.place() + ")\n");
            }
        }
    }

    /** The settings that a connection would use, named as ssh -G names them. */
    private static void json(Call call, List<Host> hosts, Sink out) throws UsageException, InterruptedException {
        var config = Config.load(call);
        var user = call.options().text(Flag.USER);
        for (var host : hosts) {
            var object = new LinkedHashMap<String, Object>();
            object.put("host", host.label());
            try {
                settings(config.resolve(Sessions.query(host, user)).asSshG(), object);
            } catch (SshConfigException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            object.put("tags", new ArrayList<>(new TreeSet<>(host.tags())));
            object.put("vars", host.vars());
            print(out, JSON.std.asString(object) + "\n");
        }
    }

    private static final Set<String> LISTS = Set.of("identityfile", "certificatefile", "sendenv", "setenv");

    private static void settings(List<String> lines, Map<String, Object> object) {
        for (var line : lines) {
            int blank = line.indexOf(' ');
            var key = line.substring(0, blank);
            var value = line.substring(blank + 1);
            if (LISTS.contains(key)) {
                @SuppressWarnings("unchecked")
                var list = (List<String>) object.computeIfAbsent(key, _ -> new ArrayList<String>());
                list.add(value);
            } else if (key.equals("port")) {
                object.put(key, Integer.valueOf(value));
            } else {
                object.putIfAbsent(key, value);
            }
        }
    }

    private static void print(Sink out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
    }
}
