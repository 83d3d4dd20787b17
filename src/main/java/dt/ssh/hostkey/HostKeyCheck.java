package dt.ssh.hostkey;

import dt.remote.RemoteException;
import dt.remote.RemoteException.Reason;
import dt.ssh.HostKeys;
import dt.ssh.key.Certificate;
import dt.ssh.key.KeyBlob;
import dt.ssh.key.MalformedKeyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link HostKeys} by known_hosts files, in the steps of OpenSSH's check_host_key. */
public final class HostKeyCheck implements HostKeys {
    private static final int SHORTEST_RSA = 1024;
    private static final int SSH_PORT = 22;
    /** As in sshconnect.c: a name with one of these would make a line that means something else. */
    private static final String UNWRITABLE = "@?*#[]|'\"\\, \t";

    private final KnownHostsStore store;
    private final HostKeySettings settings;
    private final InstantSource clock;
    private final Consumer<String> notes;

    /**
     * @param store one for the whole process
     * @param notes gets a line when a host was added or could not be, from any thread
     */
    public HostKeyCheck(KnownHostsStore store, HostKeySettings settings, InstantSource clock, Consumer<String> notes) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.notes = notes;
    }

    @Override
    public Object identity() {
        return settings;
    }

    @Override
    public List<String> knownTypes(Place place) {
        return known().types(lookupName(place));
    }

    @Override
    public void verify(Place place, PublicKey key, byte[] blob) throws RemoteException {
        verify(place, readable(place, key, blob));
    }

    /** The key in its wire form; refuses one that is good for nothing. */
    static KeyBlob readable(Place place, PublicKey key, byte[] blob) throws RemoteException {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
            throw refusal("the RSA host key of " + place.name() + " is shorter than " + SHORTEST_RSA
                    + " bits: anybody can break it; give the host a new key");
        }
        try {
            return KeyBlob.of(blob);
        } catch (MalformedKeyException e) {
            throw new RemoteException(
                    Reason.HOSTKEY,
                    "the host key of " + place.name() + " cannot be read: " + e.getMessage()
                            + "; see whether ssh takes it",
                    e);
        }
    }

    void verify(Place place, KeyBlob key) throws RemoteException {
        var problem = objection(place, key);
        if (problem == null) {
            return;
        }
        if (settings.unknown() == HostKeySettings.Unknown.REFUSE || !isWritable(bareName(place))) {
            throw refusal(messages(place).unknown(key, problem));
        }
        add(place, key);
    }

    private Messages messages(Place place) {
        return new Messages(place, lookupName(place), settings);
    }

    /**
     * Null if the host may be trusted. A text if no file knows it: why its certificate does not help, empty where it has
     * none.
     *
     * @throws RemoteException when the key has changed or is revoked
     */
    @Nullable
    String objection(Place place, KeyBlob key) throws RemoteException {
        var messages = messages(place);
        if (settings.revoked() != null && store.revoked(settings.revoked()).contains(key)) {
            throw refusal(messages.revoked(key, settings.revoked().toString()));
        }
        var known = known();
        var certificate = key.certificate();
        var problem = "";
        if (certificate.isPresent()) {
            var verdict = judge(known, place, certificate.get(), messages);
            if (verdict.isEmpty()) {
                return null;
            }
            problem = verdict;
        }
        return isKnown(known, place, key.plain(), messages) ? null : problem;
    }

    /** Returns the empty text if the certificate vouches for the host, else why it does not. */
    private String judge(KnownHosts known, Place place, Certificate certificate, Messages messages)
            throws RemoteException {
        for (var name : names(place)) {
            switch (known.ofCertificate(name, certificate)) {
                case Standing.Revoked(var line) -> throw refusal(messages.revoked(certificate.key(), line.place()));
                case Standing.Trusted _ -> {
                    return problemOf(certificate, place);
                }
                case Standing.Unknown _, Standing.Changed _ -> {}
            }
        }
        return "no @cert-authority line has its authority " + certificate.authority();
    }

    /** sshkey_cert_check_host: principals are names, not patterns, and have no port. */
    private String problemOf(Certificate certificate, Place place) {
        var name = bareName(place);
        if (certificate.kind() != Certificate.HOST) {
            return "it is not for hosts";
        }
        if (!certificate.isValidAt(clock.instant())) {
            return "it is expired or not yet valid";
        }
        if (!certificate.principals().isEmpty() && !certificate.principals().contains(name)) {
            return "it is for " + String.join(",", certificate.principals()) + ", not " + name;
        }
        if (!certificate.criticalOptions().isEmpty()) {
            return "it has unknown critical options";
        }
        return certificate.isSignedByItsAuthority() ? "" : "its signature is not good";
    }

    private boolean isKnown(KnownHosts known, Place place, KeyBlob key, Messages messages) throws RemoteException {
        var standing = known.ofKey(lookupName(place), key);
        if (standing instanceof Standing.Unknown) {
            // A key that is known for the name without the port is good for other ports of the host as well.
            var portless = known.ofKey(bareName(place), key);
            standing = portless instanceof Standing.Changed ? standing : portless;
        }
        return isTrusted(standing, key, messages);
    }

    private static boolean isTrusted(Standing standing, KeyBlob key, Messages messages) throws RemoteException {
        return switch (standing) {
            case Standing.Trusted _ -> true;
            case Standing.Revoked(var line) -> throw refusal(messages.revoked(key, line.place()));
            case Standing.Changed(var line) -> throw refusal(messages.changed(key, line));
            case Standing.Unknown _ -> false;
        };
    }

    private void add(Place place, KeyBlob certified) throws RemoteException {
        if (settings.userFiles().isEmpty()) {
            return;
        }
        var key = certified.plain();
        var file = settings.userFiles().getFirst();
        var name = lookupName(place);
        try {
            var before = store.add(file, settings.home(), name, key, settings.hash());
            if (!isTrusted(before, key, messages(place))) {
                notes.accept("added " + name + " (" + key + ") to " + file);
            }
        } catch (IOException e) {
            notes.accept(name + " (" + key + ") could not be added to " + file + ": " + reason(e)
                    + "; it will be new again next time");
        }
    }

    /**
     * Writes a key that a person has accepted to the user's known_hosts; answers which file that is.
     *
     * @throws RemoteException when the file has come to say something else of the host, or cannot be written
     */
    Path remember(Place place, KeyBlob key) throws RemoteException {
        if (settings.userFiles().isEmpty()) {
            throw refusal("the host key of " + place.name()
                    + " cannot be stored: ssh_config says UserKnownHostsFile none;" + " name a file there");
        }
        var file = settings.userFiles().getFirst();
        if (!isWritable(bareName(place))) {
            throw refusal("the host key of " + place.name() + " cannot be stored: no line of " + file
                    + " can have such a name; give the host a HostKeyAlias");
        }
        try {
            var before = store.add(file, settings.home(), lookupName(place), key.plain(), settings.hash());
            isTrusted(before, key.plain(), messages(place));
            return file;
        } catch (IOException e) {
            throw new RemoteException(
                    Reason.HOSTKEY,
                    "the host key of " + place.name() + " could not be stored in " + file + ": " + reason(e)
                            + "; check the file",
                    e);
        }
    }

    /** Java's own message may be the bare name of the file. */
    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    private KnownHosts known() {
        return store.read(Stream.concat(settings.userFiles().stream(), settings.globalFiles().stream())
                .toList());
    }

    /** The names a certificate's authority may be listed for. */
    private List<String> names(Place place) {
        var full = lookupName(place);
        var bare = bareName(place);
        return full.equals(bare) ? List.of(full) : List.of(full, bare);
    }

    private String lookupName(Place place) {
        var bare = bareName(place);
        return settings.alias() != null || place.port() == SSH_PORT ? bare : "[" + bare + "]:" + place.port();
    }

    private String bareName(Place place) {
        return (settings.alias() == null ? place.name() : settings.alias()).toLowerCase(Locale.ROOT);
    }

    private static boolean isWritable(String name) {
        return name.chars().noneMatch(c -> c < ' ' || UNWRITABLE.indexOf(c) >= 0);
    }

    private static RemoteException refusal(String message) {
        return new RemoteException(Reason.HOSTKEY, message);
    }
}
