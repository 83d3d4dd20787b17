package dt.sshconfig;

import java.util.List;

/** Takes over what selector, inventory and command line say, before any line of a configuration. */
final class Overrides {
    private Overrides() {}

    static void add(Query query, Values values) throws SshConfigException {
        if (query.hostName() != null) {
            // An address is meant as it stands: % begins the zone of an IPv6 address there.
            say(values, Key.HOST_NAME, "address", query.hostName().replace("%", "%%"));
        }
        if (query.port() != null) {
            say(values, Key.PORT, "port", String.valueOf(query.port()));
        }
        if (query.user() != null) {
            say(values, Key.USER, "user", query.user());
        }
        if (query.jump() != null) {
            addJump(query.jump(), values);
        }
        for (var file : query.identities()) {
            say(values, Key.IDENTITY_FILE, "identity", file);
        }
    }

    private static void addJump(String text, Values values) throws SshConfigException {
        var line = new Line(Where.given("jump"), "jump", text, List.of(), true);
        var clean = text.isEmpty() ? JumpSpec.NONE : JumpSpec.clean(text, line);
        // Straight is straight: no ProxyCommand either, which ProxyJump none would let through.
        say(values, clean.equals(JumpSpec.NONE) ? Key.PROXY_COMMAND : Key.PROXY_JUMP, "jump", clean);
    }

    private static void say(Values values, Key key, String what, String text) {
        values.add(key, List.of(new Said(text, Where.given(what), true)));
    }
}
