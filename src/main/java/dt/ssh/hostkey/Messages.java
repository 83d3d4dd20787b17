package dt.ssh.hostkey;

import dt.ssh.HostKeys.Place;
import dt.ssh.key.KeyBlob;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person is told of a host key that was not accepted: what, why, what to do. */
record Messages(Place place, String name, HostKeySettings settings) {
    String changed(KeyBlob offered, KnownKey known) {
        var file = known.file();
        var remedy = known.hosts() instanceof ListedNames names && !names.arePlain()
                ? "correct line " + known.line() + " of " + file
                : "ssh-keygen -R " + quoted(name) + " -f " + quoted(file.toString());
        return "host key of " + place.name() + " has changed: it has " + offered + ", but " + known.place() + " says "
                + known.key() + "; if you know why it changed: " + remedy + ", otherwise do not log in";
    }

    String revoked(KeyBlob offered, String where) {
        return "host key of " + place.name() + " is revoked: " + where + " revokes " + offered
                + "; do not log in before the host has a new key";
    }

    String unknown(KeyBlob offered, String certificateProblem) {
        var files = Stream.concat(settings.userFiles().stream(), settings.globalFiles().stream())
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        var certificate =
                certificateProblem.isEmpty() ? "" : " and its certificate does not help: " + certificateProblem;
        return "host key of " + place.name() + " is unknown: " + offered + " is not in "
                + (files.isEmpty() ? "any known_hosts file" : files) + " for " + name + certificate
                + "; compare it with the host's own, then " + remember() + ", or use --hostkeys accept-new";
    }

    private String remember() {
        if (settings.alias() != null || settings.userFiles().isEmpty()) {
            return "add it to known_hosts";
        }
        var port = place.port() == 22 ? "" : "-p " + place.port() + " ";
        return "ssh-keyscan " + port + place.name() + " >> "
                + quoted(settings.userFiles().getFirst().toString());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
