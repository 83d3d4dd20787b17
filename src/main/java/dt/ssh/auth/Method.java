package dt.ssh.auth;

import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.SSHException;

/** One way to prove who one is, for one login. */
interface Method {
    String name();

    /**
     * The next try, to its end.
     *
     * @return {@code Success} or {@code Refused}; empty when there is nothing left to try, and nothing was asked
     */
    Optional<Reply> attempt(UserAuth host) throws SSHException, TimeoutException, InterruptedException;
}
