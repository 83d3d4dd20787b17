package dt.ssh.hostkey;

import dt.ssh.key.Certificate;
import dt.ssh.key.KeyBlob;
import dt.ssh.key.KeyType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The known_hosts files of one connection, user's first. Names are lower-case {@code host} or {@code [host]:port}. */
record KnownHosts(List<KnownHostsFile> files) {
    private static final Set<KeyType> NEGOTIABLE =
            Set.of(KeyType.ED25519, KeyType.ECDSA_256, KeyType.ECDSA_384, KeyType.ECDSA_521, KeyType.RSA);

    /** What the files say of a plain key. Looks for the key first: then one hash at most has to be computed. */
    Standing ofKey(String name, KeyBlob key) {
        var revoked = find(key, Marker.REVOKED, name);
        if (!revoked.isEmpty()) {
            return new Standing.Revoked(revoked.getFirst());
        }
        var trusted = find(key, Marker.NONE, name);
        if (!trusted.isEmpty()) {
            return new Standing.Trusted(trusted.getFirst());
        }
        KnownKey other = null;
        for (var known : about(name)) {
            boolean sameType = known.key().typeName().equals(key.typeName());
            if (known.marker() == Marker.NONE && (other == null || sameType)) {
                other = known;
            }
        }
        return other == null ? new Standing.Unknown() : new Standing.Changed(other);
    }

    /** What the files say of a certificate: whether its authority is trusted, not whether it is valid. */
    Standing ofCertificate(String name, Certificate certificate) {
        for (var key : List.of(certificate.key(), certificate.authority())) {
            var revoked = find(key, Marker.REVOKED, name);
            if (!revoked.isEmpty()) {
                return new Standing.Revoked(revoked.getFirst());
            }
        }
        var trusted = find(certificate.authority(), Marker.AUTHORITY, name);
        return trusted.isEmpty() ? new Standing.Unknown() : new Standing.Trusted(trusted.getFirst());
    }

    /** The types to ask a host for; hashed names are only tried when no other line has one. */
    List<String> types(String name) {
        var types = new LinkedHashSet<String>();
        Predicate<KnownKey> negotiable =
                k -> k.marker() == Marker.NONE && NEGOTIABLE.contains(k.key().type());
        for (var file : files) {
            addTypes(file.unhashed(name), types);
        }
        boolean found = types.stream()
                .anyMatch(t -> NEGOTIABLE.stream().anyMatch(n -> n.plainName().equals(t)));
        for (var file : found ? List.<KnownHostsFile>of() : files) {
            addTypes(file.someHashed(name, negotiable), types);
        }
        return List.copyOf(types);
    }

    private static void addTypes(List<KnownKey> lines, Set<String> types) {
        for (var line : lines) {
            switch (line.marker()) {
                case NONE -> types.add(line.key().typeName());
                case AUTHORITY -> NEGOTIABLE.forEach(type -> types.add(type.certificateName()));
                case REVOKED -> {}
            }
        }
    }

    private List<KnownKey> find(KeyBlob key, Marker marker, String name) {
        var found = new ArrayList<KnownKey>();
        for (var file : files) {
            for (var line : file.withKey(key)) {
                if (line.marker() == marker && line.hosts().cover(name)) {
                    found.add(line);
                    break;
                }
            }
        }
        return found;
    }

    private List<KnownKey> about(String name) {
        var lines = new ArrayList<KnownKey>();
        for (var file : files) {
            lines.addAll(file.unhashed(name));
            lines.addAll(file.hashed(name));
        }
        return lines;
    }
}
