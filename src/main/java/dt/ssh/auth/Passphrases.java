package dt.ssh.auth;

import dt.ssh.key.MalformedKeyException;
import dt.ssh.key.PrivateKeyFile;
import dt.ssh.key.SigningKey;
import dt.ssh.key.WrongPassphraseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Asks a person, one question at a time, and opens keys with the answers. */
final class Passphrases {
    /** As ssh's NumberOfPasswordPrompts. */
    private static final int TRIES = 3;

    private static final long PATIENCE_MINUTES = 10;

    private final Prompt prompt;
    private final Semaphore turn = new Semaphore(1, true);

    Passphrases(Prompt prompt) {
        this.prompt = prompt;
    }

    /** What became of opening a key. */
    sealed interface Opened {
        record Ready(SigningKey key) implements Opened {}

        record Shut(Problem problem) implements Opened {}
    }

    Optional<char[]> ask(String question) throws InterruptedException {
        if (!turn.tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            return Optional.empty();
        }
        try {
            return prompt.secret(question);
        } finally {
            turn.release();
        }
    }

    Opened open(PrivateKeyFile file, String name) throws InterruptedException {
        try {
            return file.isEncrypted() ? decrypt(file, name) : new Opened.Ready(file.open(null));
        } catch (MalformedKeyException | WrongPassphraseException e) {
            return new Opened.Shut(new Problem("key " + name + ": " + e.getMessage(), "see what ssh-keygen -y says"));
        }
    }

    private Opened decrypt(PrivateKeyFile file, String name) throws InterruptedException, MalformedKeyException {
        var question = "passphrase for key " + name + ": ";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var answer = ask(question);
            if (answer.isEmpty()) {
                return new Opened.Shut(
                        new Problem("key " + name + " needs a passphrase", "add it to an agent with ssh-add " + name));
            }
            try {
                return new Opened.Ready(file.open(answer.get()));
            } catch (WrongPassphraseException e) {
                question = "wrong passphrase; once more for key " + name + ": ";
            } finally {
                Arrays.fill(answer.get(), '\0');
            }
        }
        return new Opened.Shut(new Problem(
                "wrong passphrase for key " + name, "run it again, or add the key to an agent with ssh-add " + name));
    }
}
