package dt.cli;

import dt.inventory.Hop;
import dt.inventory.Host;
import dt.module.UsageException;
import dt.remote.Remote;
import dt.remote.RemoteException;
import dt.run.Transport;
import dt.ssh.Algorithms;
import dt.ssh.SshSessions;
import dt.ssh.Target;
import dt.ssh.auth.Keyring;
import dt.ssh.auth.LoginSettings;
import dt.ssh.hostkey.HostKeyCheck;
import dt.ssh.hostkey.HostKeyScan;
import dt.ssh.hostkey.HostKeySettings;
import dt.ssh.hostkey.KnownHostsStore;
import dt.sshconfig.Query;
import dt.sshconfig.Route;
import dt.sshconfig.Settings;
import dt.sshconfig.SshConfig;
import dt.sshconfig.SshConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way of one run to its hosts over SSH: what inventory, options and ssh_config say of each, put together. */
final class Sessions implements Transport, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int DEEPEST_JUMP = 16;

    private final Call call;
    private final SshConfig config;
    private final Keyring keyring;
    private final KnownHostsStore knownHosts;
    private final Optional<Duration> timeout;
    private final Optional<String> user;
    private final Optional<String> hostKeys;
    private final SshSessions sessions;

    Sessions(Call call, SshConfig config) throws UsageException {
        this.call = call;
        this.config = config;
        this.keyring = new Keyring(question -> call.caller().prompt().secret(question), call::message);
        this.timeout = call.options().seconds(Flag.TIMEOUT);
        this.user = call.options().text(Flag.USER);
        this.hostKeys = call.options().oneOf(Flag.HOSTKEYS, "strict", "accept-new");
        switch (call.caller().connections()) {
            case Connections.OfOneRun() -> {
                this.sessions = new SshSessions(SshSessions.Limits.oneShot(), InstantSource.system());
                this.knownHosts = new KnownHostsStore();
            }
            case Connections.OfOneProcess(var kept, var known) -> {
                this.sessions = kept;
                this.knownHosts = known;
            }
            case Connections.Kept(var kept, var known, var _) -> {
                this.sessions = kept;
                this.knownHosts = known;
            }
        }
    }

    @Override
    public Remote to(Host host) throws RemoteException {
        return to(host, target -> target);
    }

    private Remote to(Host host, UnaryOperator<Target> change) throws RemoteException {
        try {
            return sessions.remote(change.apply(target(host)));
        } catch (SshConfigException e) {
            throw new RemoteException(RemoteException.Reason.CONNECT, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteException(RemoteException.Reason.CONNECT, "interrupted", e);
        }
    }

    /** The host, to be asked for its key only; {@code scan} is told who gets it. */
    Remote scan(Host host, Consumer<HostKeyScan> scan) throws RemoteException {
        return to(host, target -> {
            var keys = new HostKeyScan((HostKeyCheck) target.hostKeys());
            scan.accept(keys);
            return target.withHostKeys(keys);
        });
    }

    /** What holds for a host: selector, inventory, {@code -u}, ssh_config, defaults. */
    static Query query(Host host, Optional<String> user) {
        var login = host.login();
        var jump = login.jump() == null
                ? null
                : login.jump().stream().map(Object::toString).collect(Collectors.joining(","));
        return new Query(
                host.name(),
                login.address(),
                login.port(),
                login.user() == null ? user.orElse(null) : login.user(),
                jump,
                login.identities());
    }

    private Target target(Host host) throws SshConfigException, InterruptedException {
        return target(host.label(), config.resolve(query(host, user)), 0);
    }

    private Target target(String name, Settings settings, int depth) throws SshConfigException, InterruptedException {
        return new Target(
                name,
                settings.hostName(),
                settings.port(),
                settings.user(),
                settings.hostKeyAlias() == null ? settings.hostName() : settings.hostKeyAlias(),
                route(settings, depth),
                timeout.orElse(settings.connectTimeout() == null ? TIMEOUT : settings.connectTimeout()),
                algorithms(settings.algorithms(), settings.compression()),
                settings.environment(call.caller().env()),
                settings.aliveInterval(),
                settings.aliveCountMax(),
                new HostKeyCheck(knownHosts, hostKeySettings(settings), InstantSource.system(), call::message),
                keyring.credentials(loginSettings(settings)));
    }

    private Target.Route route(Settings settings, int depth) throws SshConfigException, InterruptedException {
        return switch (settings.route()) {
            case Route.Straight() ->
                new Target.Route.Straight(
                        switch (settings.addressFamily()) {
                            case ANY -> Target.Family.ANY;
                            case INET -> Target.Family.INET;
                            case INET6 -> Target.Family.INET6;
                        });
            case Route.Jump(var _, var hops) -> new Target.Route.Via(jump(hops, depth));
            case Route.Program(var command) ->
                new Target.Route.Program(
                        command.text(),
                        call.caller().env().getOrDefault("SHELL", "/bin/sh"),
                        call.caller().folder(),
                        call.caller().env());
        };
    }

    /** The last hop of a chain; each one is reached through those before it, and the first as its own settings say. */
    private Target jump(List<Route.Hop> hops, int depth) throws SshConfigException, InterruptedException {
        if (depth > DEEPEST_JUMP) {
            throw new SshConfigException(
                    "ProxyJump goes through more than " + DEEPEST_JUMP + " hosts; does a jump host name itself?");
        }
        @Nullable Target before = null;
        for (var hop : hops) {
            var query = Query.of(hop.host()).withUser(hop.user()).withPort(hop.port());
            var settings = config.resolve(before == null ? query : query.withJump(""));
            var name = new Hop(hop.user(), hop.host(), hop.port()).toString();
            var target = target(name, settings, depth + 1);
            before = before == null ? target : via(target, before);
        }
        return java.util.Objects.requireNonNull(before);
    }

    private static Target via(Target target, Target jump) {
        return new Target(
                target.name(),
                target.address(),
                target.port(),
                target.user(),
                target.place(),
                new Target.Route.Via(jump),
                target.limit(),
                target.algorithms(),
                target.environment(),
                target.aliveInterval(),
                target.aliveCountMax(),
                target.hostKeys(),
                target.credentials());
    }

    /** ssh's own lists stand for OpenSSH 9.2; where the user named none, dt's are newer. */
    private static Algorithms algorithms(dt.sshconfig.Algorithms asked, boolean compression) {
        var modern = Algorithms.MODERN;
        return new Algorithms(
                asked.kex().asked() ? asked.kex().names() : modern.kex(),
                asked.hostKeys().asked() ? asked.hostKeys().names() : modern.hostKeys(),
                asked.ciphers().asked() ? asked.ciphers().names() : modern.ciphers(),
                asked.macs().asked() ? asked.macs().names() : modern.macs(),
                compression);
    }

    private HostKeySettings hostKeySettings(Settings settings) {
        var rules = settings.hostKeys();
        var unknown = hostKeys.orElse(rules.strict().toString().toLowerCase(Locale.ROOT));
        return new HostKeySettings(
                call.caller().home(),
                settings.hostKeyAlias(),
                paths(rules.userFiles()),
                paths(rules.globalFiles()),
                rules.revoked() == null
                        ? null
                        : rules.revoked().in(call.caller().folder()),
                HostKeySettings.Unknown.of(unknown),
                rules.hash());
    }

    private LoginSettings loginSettings(Settings settings) {
        var identities = settings.identities();
        var logins = settings.logins();
        var methods = new ArrayList<>(logins.preferred().isEmpty() ? LoginSettings.METHODS : logins.preferred());
        methods.removeIf(method -> switch (method) {
            case "publickey" -> logins.publicKey() == Settings.PublicKeyUse.NO;
            case "password" -> !logins.password() || logins.batch();
            case "keyboard-interactive" -> !logins.keyboardInteractive() || logins.batch();
            default -> false;
        });
        var socket = identities.agentSocket(call.caller().env());
        return new LoginSettings(
                call.caller().home(),
                paths(identities.keyFiles()),
                identities.standard(),
                paths(identities.certificates()),
                identities.only(),
                socket.map(call.caller().folder()::resolve).orElse(null),
                methods);
    }

    private List<Path> paths(List<dt.sshconfig.Expanded> files) {
        return files.stream().map(f -> f.in(call.caller().folder())).toList();
    }

    @Override
    public void close() {
        if (call.caller().connections() instanceof Connections.OfOneRun) {
            sessions.close();
        }
        keyring.close();
    }
}
