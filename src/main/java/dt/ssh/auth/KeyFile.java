package dt.ssh.auth;

import dt.ssh.key.KeyBlob;
import dt.ssh.key.MalformedKeyException;
import dt.ssh.key.PrivateKeyFile;
import dt.ssh.key.PublicKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One IdentityFile, read once, opened when a host first wants it.
 *
 * @param name as messages call it
 * @param publicKey from the file itself, or the {@code .pub} beside it
 * @param secret empty when there is only a public key, or a problem
 * @param problem why the file is of no use by itself; an agent may still have its key
 * @param absent there is no such file, which is no problem for one that nobody named
 * @param opened the key, once it was wanted
 */
record KeyFile(
        String name,
        Optional<KeyBlob> publicKey,
        Optional<PrivateKeyFile> secret,
        Optional<Problem> problem,
        boolean absent,
        Once<Passphrases.Opened> opened) {
    private static final long LONGEST = 1 << 20;
    private static final int OTHERS = 077;

    static KeyFile read(Path path, String name) {
        var beside = beside(path);
        try {
            var content = content(path);
            var itself = publicKey(content);
            if (itself.isPresent()) {
                return new KeyFile(name, itself, Optional.empty(), Optional.empty(), false, new Once<>());
            }
            var secret = PrivateKeyFile.parse(content);
            var publicKey = secret.publicKey().or(() -> beside);
            var problem = openToOthers(path, name);
            return new KeyFile(
                    name,
                    publicKey,
                    problem.isPresent() ? Optional.empty() : Optional.of(secret),
                    problem,
                    false,
                    new Once<>());
        } catch (NoSuchFileException e) {
            return useless(name, beside, new Problem("no key file " + name, "check IdentityFile"), true);
        } catch (IOException | MalformedKeyException e) {
            var problem = new Problem("key " + name + " cannot be read: " + Plain.reason(e), "check the file");
            return useless(name, beside, problem, false);
        }
    }

    /** The key, after asking for its passphrase if need be; the answer is the same for all. */
    Passphrases.Opened open(Passphrases passphrases) throws InterruptedException {
        return opened.get(() -> passphrases.open(secret.orElseThrow(), name));
    }

    /** Whether it opens without a person. */
    boolean isOpen() {
        return secret.isPresent() && !secret.get().isEncrypted();
    }

    private static KeyFile useless(String name, Optional<KeyBlob> publicKey, Problem problem, boolean absent) {
        return new KeyFile(name, publicKey, Optional.empty(), Optional.of(problem), absent, new Once<>());
    }

    /** As ssh: a key of ours that others can read is nobody's secret; one of another user is that user's concern. */
    private static Optional<Problem> openToOthers(Path path, String name) throws IOException {
        int mode = (Integer) Objects.requireNonNull(Files.getAttribute(path, "unix:mode"));
        var me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!Objects.equals(me, Files.getAttribute(path, "unix:uid")) || (mode & OTHERS) == 0) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "key " + name + " can be read by others: mode " + String.format("%04o", mode & 07777),
                "chmod 600 " + name));
    }

    private static Optional<KeyBlob> beside(Path path) {
        try {
            return publicKey(content(path.resolveSibling(path.getFileName() + ".pub")));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    static Optional<KeyBlob> publicKey(byte[] content) {
        try {
            return Optional.of(PublicKeyFile.parse(content));
        } catch (MalformedKeyException notPublic) {
            return Optional.empty();
        }
    }

    static byte[] content(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("not a file");
        }
        if (Files.size(path) > LONGEST) {
            throw new IOException("too long for a key");
        }
        return Files.readAllBytes(path);
    }
}
