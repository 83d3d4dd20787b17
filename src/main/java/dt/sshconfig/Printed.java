package dt.sshconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints settings as {@code ssh -G} does. */
final class Printed {
    private final List<String> lines = new ArrayList<>();

    private Printed() {}

    static List<String> of(Settings settings) {
        var printed = new Printed();
        printed.connection(settings);
        printed.hostKeys(settings.hostKeys());
        printed.logins(settings.logins());
        printed.identities(settings.identities());
        printed.algorithms(settings.algorithms());
        return List.copyOf(printed.lines);
    }

    private void connection(Settings settings) {
        say("host", settings.host());
        say("user", settings.user());
        say("hostname", settings.hostName());
        say("port", settings.port());
        say("addressfamily", settings.addressFamily());
        say("compression", settings.compression());
        say("requesttty", settings.tty());
        say("serveralivecountmax", settings.aliveCountMax());
        say("serveraliveinterval", settings.aliveInterval().toSeconds());
        sayUnlessNull("hostkeyalias", settings.hostKeyAlias());
        settings.sendEnv().forEach(name -> say("sendenv", name));
        settings.setEnv().forEach(assignment -> say("setenv", assignment));
        say("connecttimeout", seconds(settings.connectTimeout()));
        switch (settings.route()) {
            case Route.Straight() -> {}
            case Route.Jump(var written, var hops) -> say("proxyjump", written);
            case Route.Program(var command) -> say("proxycommand", command.written());
        }
    }

    private static String seconds(@Nullable Duration time) {
        return time == null ? "none" : String.valueOf(time.toSeconds());
    }

    private void hostKeys(Settings.HostKeyRules rules) {
        say("stricthostkeychecking", rules.strict());
        say("checkhostip", rules.checkHostIp());
        say("hashknownhosts", rules.hash());
        say("updatehostkeys", rules.update());
        say("verifyhostkeydns", rules.verifyDns());
        sayUnlessNull(
                "revokedhostkeys",
                rules.revoked() == null ? null : rules.revoked().written());
        sayList(
                "globalknownhostsfile",
                rules.globalFiles().stream().map(Expanded::written).toList());
        sayList(
                "userknownhostsfile",
                rules.userFiles().stream().map(Expanded::text).toList());
    }

    private void logins(Settings.LoginRules rules) {
        say("batchmode", rules.batch());
        say("pubkeyauthentication", rules.publicKey());
        say("passwordauthentication", rules.password());
        say("kbdinteractiveauthentication", rules.keyboardInteractive());
        say("numberofpasswordprompts", rules.passwordPrompts());
        sayUnlessNull(
                "preferredauthentications", rules.preferred().isEmpty() ? null : String.join(",", rules.preferred()));
    }

    private void identities(Identities identities) {
        say("identitiesonly", identities.only());
        sayUnlessNull(
                "identityagent",
                identities.agent() == null ? null : identities.agent().text());
        identities.files().forEach(file -> say("identityfile", file.written()));
        identities.certificates().forEach(file -> say("certificatefile", file.written()));
        var add = identities.addToAgent();
        if (add.seconds() == 0) {
            say("addkeystoagent", add.adding());
        } else {
            var confirm = add.adding() == Identities.Adding.CONFIRM ? "confirm " : "";
            say("addkeystoagent", confirm + add.seconds());
        }
    }

    private void algorithms(Algorithms algorithms) {
        say("kexalgorithms", algorithms.kex());
        say("ciphers", algorithms.ciphers());
        say("macs", algorithms.macs());
        say("hostkeyalgorithms", algorithms.hostKeys());
        say("pubkeyacceptedalgorithms", algorithms.publicKeys());
        say("casignaturealgorithms", algorithms.caSignatures());
    }

    private void say(String key, boolean value) {
        say(key, value ? "yes" : "no");
    }

    private void say(String key, Object value) {
        lines.add(key + " " + value);
    }

    private void sayUnlessNull(String key, @Nullable Object value) {
        if (value != null) {
            say(key, value);
        }
    }

    private void sayList(String key, List<String> values) {
        say(key, values.isEmpty() ? "none" : values.stream().collect(Collectors.joining(" ")));
    }
}
