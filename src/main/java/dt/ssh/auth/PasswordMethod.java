package dt.ssh.auth;

import dt.ssh.key.Secrets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.SSHException;

/** RFC 4252 8, once: what one host refuses may be right for the next, so nobody is asked again. */
final class PasswordMethod implements Method {
    private final Keyring keyring;
    private final LoginReport report;
    private boolean over;

    PasswordMethod(Keyring keyring, LoginReport report) {
        this.keyring = keyring;
        this.report = report;
    }

    @Override
    public String name() {
        return "password";
    }

    @Override
    public Optional<Reply> attempt(UserAuth host) throws SSHException, TimeoutException, InterruptedException {
        if (over) {
            return Optional.empty();
        }
        over = true;
        var password = keyring.password(host.user(), host.host());
        if (password.isEmpty()) {
            return Optional.empty();
        }
        report.tried("the password");
        var bytes = Secrets.utf8(password.get());
        try {
            var reply = host.ask(host.request(name()).putBoolean(false).putString(bytes));
            if (reply instanceof Reply.Further) {
                report.problem(new Problem("the password has expired", "change it with ssh " + host.host()));
                return Optional.empty();
            }
            if (reply instanceof Reply.Refused refused && refused.partial()) {
                report.taken("the password");
            }
            return Optional.of(reply);
        } finally {
            Arrays.fill(password.get(), '\0');
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
