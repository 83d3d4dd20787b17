package dt.module.shell;

import dt.inventory.Host;
import dt.module.Collected;
import dt.module.Job;
import dt.module.Outcome;
import dt.module.Request;
import dt.module.ShellWord;
import dt.remote.Command;
import dt.remote.Exit;
import dt.remote.Input;
import dt.remote.LocalRemote;
import dt.remote.Output;
import dt.remote.Remote;
import dt.remote.RemoteException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Reads what ping(8) says of each host: dt has no right to send ICMP itself. */
final class IcmpPing implements Job {
    /** iputils, busybox and BSD agree on this part of a line. */
    private static final Pattern TIME = Pattern.compile("time=([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?ms");

    private final Request request;
    private final int count;
    private final Map<String, String> environment;
    private final Path folder;
    private final ConcurrentHashMap<Host, Latency> measured = new ConcurrentHashMap<>();

    IcmpPing(Request request, int count, Map<String, String> environment, Path folder) {
        this.request = request;
        this.count = count;
        this.environment = environment;
        this.folder = folder;
    }

    @Override
    public Outcome on(Host host, Remote remote, Output output) throws RemoteException, InterruptedException {
        var said = new Collected();
        Exit exit;
        try (var here = new LocalRemote(environment, folder)) {
            var command = new Command(plan(host), Input.EMPTY, request.commandTimeout(), Map.of("LC_ALL", "C"));
            exit = here.run(command, said);
        }
        if (exit instanceof Exit.TimedOut) {
            return Outcome.of(exit);
        }
        var micros = new ArrayList<Long>();
        var times = TIME.matcher(new String(said.out(), StandardCharsets.ISO_8859_1));
        while (times.find()) {
            micros.add(Math.round(Double.parseDouble(times.group(1)) * 1000));
        }
        var latency = new Latency(count, micros, new String(said.err(), StandardCharsets.UTF_8).strip());
        measured.put(host, latency);
        return latency.tell(output);
    }

    @Override
    public Map<String, Object> facts(Host host) {
        var latency = measured.get(host);
        return latency == null ? Map.of() : latency.facts();
    }

    @Override
    public String plan(Host host) {
        return "ping -n -c " + count + " -W 5 -- "
                + ShellWord.quoted(request.way().to(host).address());
    }

    @Override
    public boolean connects() {
        return false;
    }
}
