package dt.ssh.auth;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import dt.ssh.Credentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.transport.Transport;

/** Logs in with what a {@link Keyring} has: method after method, as the settings prefer and the host allows. */
final class KeyringLogin implements Credentials {
    private final LoginSettings settings;
    private final Keyring keyring;

    KeyringLogin(LoginSettings settings, Keyring keyring) {
        this.settings = settings;
        this.keyring = keyring;
    }

    @Override
    public Object identity() {
        return settings;
    }

    @Override
    public Object asker() {
        return keyring;
    }

    @Override
    public void login(Transport transport, String user, Service next, Duration limit)
            throws RemoteException, InterruptedException {
        var report = new LoginReport(user);
        var host = new UserAuth(transport, user, next, limit);
        try {
            host.begin();
            login(host, report);
        } catch (TimeoutException e) {
            throw new RemoteException(
                    Reason.TIMEOUT,
                    "no answer to the login of " + user + " in " + limit.toMillis()
                            + " ms; raise ConnectTimeout, or check" + " the load and the DNS of the host",
                    e);
        } catch (SSHException e) {
            throw report.ended(e);
        }
    }

    private void login(UserAuth host, LoginReport report)
            throws RemoteException, SSHException, TimeoutException, InterruptedException {
        var methods = methods(report);
        var reply = methods.isEmpty() || !(methods.getFirst() instanceof PublicKeyMethod keys && keys.hasOffers())
                ? Optional.of(host.ask(host.request("none")))
                : methods.getFirst().attempt(host);
        while (true) {
            // Empty: no key could sign, and the host has not been asked yet.
            var heard = reply.isPresent() ? reply.get() : host.ask(host.request("none"));
            switch (heard) {
                case Reply.Success _ -> {
                    return;
                }
                case Reply.Refused refused -> {
                    report.takes(refused.methods());
                    reply = next(methods, refused.methods(), host);
                    if (reply.isEmpty()) {
                        throw report.refused();
                    }
                }
                case Reply.Further _, Reply.Ended _ -> throw new SSHException("an answer that fits no question");
            }
        }
    }

    private static Optional<Reply> next(List<Method> methods, List<String> allowed, UserAuth host)
            throws SSHException, TimeoutException, InterruptedException {
        for (var method : methods) {
            if (allowed.contains(method.name())) {
                var reply = method.attempt(host);
                if (reply.isPresent()) {
                    return reply;
                }
            }
        }
        return Optional.empty();
    }

    private List<Method> methods(LoginReport report) throws InterruptedException {
        var methods = new ArrayList<Method>();
        for (var name : settings.methods()) {
            switch (name) {
                case "publickey" -> {
                    var identities = new Identities(settings, keyring);
                    methods.add(new PublicKeyMethod(identities.inOrder(), keyring, report));
                    identities.problems().forEach(report::problem);
                }
                case "keyboard-interactive" -> methods.add(new QuestionsMethod(keyring, report));
                case "password" -> methods.add(new PasswordMethod(keyring, report));
                default -> {}
            }
        }
        return methods;
    }
}
