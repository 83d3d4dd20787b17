package dt.module.runit;

import dt.module.Ask;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.Sudo;
import dt.module.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks after the services that runit or daemontools supervise on each host. */
public final class Runit implements HostModule {
    private final Path folder;
    private final Ask ask;

    /**
     * The module, for one caller of dt.
     *
     * @param folder where relative file names start here
     * @param ask for the password that sudo may want
     */
    public Runit(Path folder, Ask ask) {
        this.folder = folder;
        this.ask = ask;
    }

    @Override
    public String name() {
        return "runit";
    }

    @Override
    public String usage() {
        return "VERB [-w SECONDS] [--dir DIR] [--sudo] [SERVICE...]";
    }

    @Override
    public String summary() {
        return "ask and tell the services of runit or daemontools on each host";
    }

    @Override
    public String details() {
        return """
                status                 state of the services named, or of all
                up down once restart   start, stop, start without again, stop and start
                pause cont hup alarm int quit usr1 usr2 term kill
                                       send the signal
                exit                   stop it and its runsv
                enable disable         make or remove its link in the service folder
                install FILE...        make a service with log of a run script (of this machine), and enable it
                tail                   show its log as it grows, as -o raw does; -n LINES, --no-follow
                wait up, wait down     for the services named, or for all
                watch                  each change of the services named, or of all, as it comes

                -w SECONDS   how long to wait for the result, 0 not at all [7]; else the host fails, class timeout
                --dir DIR    the service folder [variable runit_dir of the host, else the first that exists of
                             /var/service /etc/service /service]
                --from DIR   where services are that are not enabled [the first that exists of /etc/sv
                             /etc/runit/sv]
                --name NAME  install one FILE under this name, not under its own or that of its folder
                --sudo       as root; a password is asked once

                A service is up when its check script says so; without one, when it has run for a second.
                The host needs sh, od and date. With -o group, pid and uptime do not count. JSON: services.

                  dt tag:web runit status
                  dt -o group tag:web runit restart --sudo -w 30 httpd
                  dt tag:web runit tail --sudo httpd
                """;
    }

    @Override
    public Set<String> varies() {
        return Set.of("pid", "uptime");
    }

    @Override
    public Job prepare(Request request) throws UsageException {
        var asked = Asked.parse(request.args());
        var scripts = new ArrayList<RunScript>();
        if (asked.verb() == Verb.INSTALL) {
            for (var file : asked.names()) {
                scripts.add(RunScript.read(folder, file, asked.name()));
            }
        }
        var names = scripts.isEmpty()
                ? asked.names()
                : scripts.stream().map(RunScript::service).toList();
        if (Set.copyOf(names).size() != names.size()) {
            throw new UsageException("two run scripts would be one service; give one of them another name");
        }
        if (Program.of(asked, "", scripts).length() > Program.LONGEST) {
            throw new UsageException("the run scripts are too long for one command; install fewer at once");
        }
        var runner = new Runner(request, asked, List.copyOf(scripts), asked.sudo() ? new Sudo(ask) : null);
        return switch (asked.verb()) {
            case TAIL -> new TailJob(runner);
            case WATCH -> new WatchJob(runner, names);
            default -> new RunitJob(runner, names);
        };
    }
}
