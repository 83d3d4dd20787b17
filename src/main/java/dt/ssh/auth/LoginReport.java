package dt.ssh.auth;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.common.SSHException;

/** What happened in one login, and the sentence about it if it fails. */
final class LoginReport {
    private static final int MOST_NAMED = 4;

    private final String user;
    private final Set<String> tried = new LinkedHashSet<>();
    private final List<String> taken = new ArrayList<>();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private List<String> methods = List.of();

    LoginReport(String user) {
        this.user = user;
    }

    void tried(String what) {
        tried.add(what);
    }

    /** What was tried was taken; more is wanted. */
    void taken(String what) {
        tried.remove(what);
        taken.add(what);
    }

    /** The host would take it, but for a problem of ours. */
    void failed(String what, Problem problem) {
        tried.remove(what);
        problems.add(problem);
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    /** What the host said last that it takes. */
    void takes(List<String> methods) {
        this.methods = methods;
    }

    /** Nothing is left to try. */
    RemoteException refused() {
        var why = new ArrayList<String>();
        if (!tried.isEmpty()) {
            why.add("it refuses " + named(tried));
        }
        problems.forEach(problem -> why.add(problem.what()));
        if (why.isEmpty() && taken.isEmpty()) {
            why.add("there is no key to log in with");
        }
        why.add("it takes " + (methods.isEmpty() ? "nothing" : String.join(", ", methods)));
        var what = taken.isEmpty() ? "" : " after taking " + String.join(" and ", taken);
        return failure(
                "the host does not let " + user + " in" + what + ": " + String.join(", ", why) + "; " + advice());
    }

    /** The connection ended during the login. */
    RemoteException ended(SSHException why) {
        var said = Plain.text(String.valueOf(why.getMessage()));
        if (said.contains("Too many authentication failures")) {
            return new RemoteException(
                    Reason.AUTH,
                    "the host does not let " + user + " in: it hung up after " + tried.size()
                            + " keys (its MaxAuthTries): "
                            + named(tried)
                            + "; name the right key with IdentityFile, and set IdentitiesOnly yes",
                    why);
        }
        if (said.contains("Server closed connection") || said.contains("EOF") || said.contains("reset")) {
            said = "without a word";
        }
        return new RemoteException(
                Reason.CONNECT,
                "the host closed the connection during the login of " + user + ": " + said
                        + "; check its sshd log (LoginGraceTime, AllowUsers, MaxStartups)",
                why);
    }

    private String advice() {
        if (!problems.isEmpty()) {
            return problems.iterator().next().advice();
        }
        if (!methods.contains("publickey")) {
            return methods.contains("password") || methods.contains("keyboard-interactive")
                    ? "run dt at a terminal to be asked for the password, or let the host take keys"
                    : "check AuthenticationMethods in its sshd_config";
        }
        if (!taken.isEmpty()) {
            return "give the further key that its AuthenticationMethods ask for";
        }
        return tried.isEmpty()
                ? "make a key with ssh-keygen and copy it there with ssh-copy-id, or name one with IdentityFile"
                : "check the user name, copy a key there with ssh-copy-id, or name another with IdentityFile";
    }

    private static String named(Set<String> all) {
        var some = String.join(", ", all.stream().limit(MOST_NAMED).toList());
        return all.size() > MOST_NAMED ? some + " and " + (all.size() - MOST_NAMED) + " more" : some;
    }

    private static RemoteException failure(String message) {
        return new RemoteException(Reason.AUTH, message);
    }
}
