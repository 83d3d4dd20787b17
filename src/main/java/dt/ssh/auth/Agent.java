package dt.ssh.auth;

import dt.ssh.key.KeyBlob;
import dt.ssh.key.MalformedKeyException;
import dt.ssh.key.WireReader;
import dt.ssh.key.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of ssh-agent (draft-ietf-sshm-ssh-agent), shared by all logins of a run. Its keys are listed once. An agent
 * that does not answer in time is left alone from then on, so that a hundred hosts do not wait for it one after another.
 */
final class Agent {
    private static final int LIST = 11;
    private static final int LISTED = 12;
    private static final int SIGN = 13;
    private static final int SIGNED = 14;
    private static final int MOST_KEYS = 2048;
    /** Agents work on one thing at a time, and have a short queue for connections. */
    private static final int AT_ONCE = 16;

    private final Path socket;
    private final Limits limits;
    private final Consumer<String> warnings;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Once<Listing> listing = new Once<>();
    private volatile @Nullable AgentException dead;

    /** A key or certificate that the agent has. */
    record Key(KeyBlob blob, String comment) {}

    /** What it has, in its own order, or why that is not known. */
    record Listing(List<Key> keys, Optional<Problem> problem) {
        Listing {
            keys = List.copyOf(keys);
        }
    }

    /**
     * How long to wait.
     *
     * @param list the agent alone answers
     * @param sign a person may have to confirm, or to touch a security key
     */
    record Limits(Duration list, Duration sign) {
        static final Limits STANDARD = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    /** Its {@code warnings} get a line when the agent cannot be asked. */
    Agent(Path socket, Limits limits, Consumer<String> warnings) {
        this.socket = socket;
        this.warnings = warnings;
        this.limits = limits;
    }

    Path socket() {
        return socket;
    }

    /** Its keys; types that nobody here knows are left out. */
    Listing listing() throws InterruptedException {
        return listing.get(() -> {
            try {
                var keys = list();
                return new Listing(keys, keys.isEmpty() ? Optional.of(empty()) : Optional.empty());
            } catch (AgentException e) {
                var problem =
                        new Problem(message(e), "start an agent, or see whether SSH_AUTH_SOCK names the right one");
                warnings.accept(problem.what() + "; " + problem.advice());
                return new Listing(List.of(), Optional.of(problem));
            }
        });
    }

    private Problem empty() {
        return new Problem("agent " + socket + " has no keys, or is locked", "ssh-add -l shows what it has");
    }

    static String message(AgentException e) {
        return String.valueOf(e.getMessage());
    }

    /**
     * The signature as RFC 4253 6.6 packs it.
     *
     * @param algorithm what it has to be: an agent may not know the flags for SHA-2
     */
    byte[] sign(KeyBlob key, String algorithm, byte[] data) throws AgentException, InterruptedException {
        int flags = switch (algorithm) {
            case "rsa-sha2-256" -> 2;
            case "rsa-sha2-512" -> 4;
            default -> 0;
        };
        var question = new WireWriter()
                .u8(SIGN)
                .string(key.bytes())
                .string(data)
                .u32(flags)
                .array();
        var answer = ask(question, limits.sign);
        try {
            if (answer.u8() != SIGNED) {
                throw new AgentException("agent " + socket + " refused to sign");
            }
            var signature = answer.string();
            var made = new WireReader(signature).text();
            if (!made.equals(algorithm)) {
                throw new AgentException("agent " + socket + " cannot sign with " + algorithm);
            }
            return signature;
        } catch (MalformedKeyException e) {
            throw new AgentException("agent " + socket + " answers nonsense: " + e.getMessage(), e);
        }
    }

    private List<Key> list() throws AgentException, InterruptedException {
        var answer = ask(new byte[] {LIST}, limits.list);
        try {
            if (answer.u8() != LISTED) {
                throw new AgentException("agent " + socket + " does not list its keys");
            }
            int count = answer.u32();
            if (count < 0 || count > MOST_KEYS) {
                throw new AgentException(
                        "agent " + socket + " answers nonsense: " + Integer.toUnsignedString(count) + " keys");
            }
            var listed = new ArrayList<Key>();
            for (int i = 0; i < count; i++) {
                add(answer.string(), answer.text(), listed);
            }
            return List.copyOf(listed);
        } catch (MalformedKeyException e) {
            throw new AgentException("agent " + socket + " answers nonsense: " + e.getMessage(), e);
        }
    }

    private static void add(byte[] blob, String comment, List<Key> listed) {
        try {
            listed.add(new Key(KeyBlob.of(blob), comment));
        } catch (MalformedKeyException unknownType) {
            // An agent may have keys of types that only newer programs know.
        }
    }

    private WireReader ask(byte[] question, Duration limit) throws AgentException, InterruptedException {
        if (!turns.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AgentException("agent " + socket + " is busy");
        }
        try {
            var before = dead;
            if (before != null) {
                throw before;
            }
            return new WireReader(AgentSocket.ask(socket, question, limit));
        } catch (TimeoutException e) {
            var silent = new AgentException("agent " + socket + " did not answer in " + limit.toMillis() + " ms", e);
            dead = silent;
            throw silent;
        } catch (IOException e) {
            throw new AgentException("agent " + socket + " cannot be asked: " + Plain.reason(e), e);
        } finally {
            turns.release();
        }
    }
}
