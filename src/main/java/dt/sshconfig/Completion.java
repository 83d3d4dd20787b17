package dt.sshconfig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills in what nobody said, and expands files and commands. */
final class Completion {
    static final String PORT = "22";
    private static final Where DEFAULT = Where.given("default");
    private static final String USER_FILE = "~/.ssh/known_hosts";
    private static final int MOST_FILES = 100;

    /** Those that ssh tries when nobody names a file. */
    private static final List<Said> STANDARD_KEYS =
            standard("id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk", "id_xmss", "id_dsa");

    private static final List<Said> USER_FILES = standard("known_hosts", "known_hosts2");
    private static final List<Said> GLOBAL_FILES = List.of(
            new Said("/etc/ssh/ssh_known_hosts", DEFAULT, false),
            new Said("/etc/ssh/ssh_known_hosts2", DEFAULT, false));

    private final Values values;
    private final Tokens tokens;

    private Completion(Values values, Tokens tokens) {
        this.values = values;
        this.tokens = tokens;
    }

    /** @param host the name to connect to */
    static Settings of(Values values, Local local, String typed, String host) throws SshConfigException {
        int port = Integer.parseInt(values.text(Key.PORT, PORT));
        var user = values.text(Key.USER, local.user());
        var alias = values.first(Key.HOST_KEY_ALIAS);
        var known = alias == null ? null : Ascii.lower(alias.text());
        var jump = values.text(Key.PROXY_JUMP, JumpSpec.NONE);
        var tokens = new Tokens(
                local, host, typed, port, user, known == null ? typed : known, jump.equals(JumpSpec.NONE) ? "" : jump);
        return new Completion(values, tokens).settings(known);
    }

    private Settings settings(@Nullable String alias) throws SshConfigException {
        boolean batch = flag(Key.BATCH_MODE, false);
        return new Settings(
                tokens.typed(),
                tokens.host(),
                tokens.port(),
                tokens.user(),
                alias,
                word(Key.ADDRESS_FAMILY, AddressFamily.values(), AddressFamily.ANY),
                route(),
                connectTimeout(),
                // Debian's ssh asks every five minutes where nobody watches.
                Duration.ofSeconds(number(Key.SERVER_ALIVE_INTERVAL, batch ? 300 : 0)),
                number(Key.SERVER_ALIVE_COUNT_MAX, 3),
                flag(Key.COMPRESSION, false),
                tty(),
                texts(Key.SEND_ENV),
                texts(Key.SET_ENV),
                identities(),
                hostKeys(),
                logins(batch),
                algorithms());
    }

    private static List<Said> standard(String... names) {
        var files = new ArrayList<Said>();
        for (var name : names) {
            files.add(new Said("~/.ssh/" + name, DEFAULT, false));
        }
        return List.copyOf(files);
    }

    private Route route() throws SshConfigException {
        var jump = values.first(Key.PROXY_JUMP);
        if (jump != null && !jump.text().equals(JumpSpec.NONE)) {
            return jump(jump);
        }
        var command = values.first(Key.PROXY_COMMAND);
        if (command == null || command.text().equalsIgnoreCase("none")) {
            return new Route.Straight();
        }
        var expanded = tokens.expand(command.text(), Tokens.OF_PROXY_COMMAND, false, command.where());
        return new Route.Program(new Expanded(command.text(), expanded));
    }

    /** The last hop must not be the host itself: ssh would start itself for ever. */
    private Route jump(Said said) throws SshConfigException {
        var route = JumpSpec.route(said.text());
        var hop = route.hops().getLast();
        int port = hop.port() == null ? Integer.parseInt(PORT) : hop.port();
        var user = hop.user() == null ? tokens.user() : hop.user();
        if (hop.host().equals(tokens.host()) && port == tokens.port() && user.equals(tokens.user())) {
            throw said.where()
                    .bad(Quoted.visible(tokens.host())
                            + " is its own jump host; write ProxyJump none for it in front of this");
        }
        return route;
    }

    private @Nullable Duration connectTimeout() {
        var said = values.first(Key.CONNECT_TIMEOUT);
        return said == null ? null : Duration.ofSeconds(Integer.parseInt(said.text()));
    }

    private Identities identities() throws SshConfigException {
        var files = values.all(Key.IDENTITY_FILE);
        var agent = values.first(Key.IDENTITY_AGENT);
        var adding = values.all(Key.ADD_KEYS_TO_AGENT);
        var add = adding.isEmpty()
                ? new Identities.AddToAgent(Identities.Adding.NO, 0)
                : new Identities.AddToAgent(
                        named(Identities.Adding.values(), adding.get(0).text()),
                        Integer.parseInt(adding.get(1).text()));
        return new Identities(
                files(files.isEmpty() ? STANDARD_KEYS : files),
                files.isEmpty(),
                flag(Key.IDENTITIES_ONLY, false),
                files(values.all(Key.CERTIFICATE_FILE)),
                agent == null ? null : tokens.file(agent),
                add);
    }

    private List<Expanded> files(List<Said> said) throws SshConfigException {
        if (said.size() > MOST_FILES) {
            throw said.get(MOST_FILES).where().bad("more than " + MOST_FILES + " key files for one host; name fewer");
        }
        var files = new ArrayList<Expanded>();
        for (var file : said) {
            files.add(tokens.file(file));
        }
        return files;
    }

    private Settings.HostKeyRules hostKeys() throws SshConfigException {
        var user = values.all(Key.USER_KNOWN_HOSTS_FILE);
        var global = values.all(Key.GLOBAL_KNOWN_HOSTS_FILE);
        var revoked = values.first(Key.REVOKED_HOST_KEYS);
        return new Settings.HostKeyRules(
                word(Key.STRICT_HOST_KEY_CHECKING, HostKeyChecking.values(), HostKeyChecking.ASK),
                unlessNone(user.isEmpty() ? USER_FILES : user),
                unlessNone(global.isEmpty() ? GLOBAL_FILES : global),
                revoked == null || isNone(revoked) ? null : tokens.file(revoked),
                flag(Key.HASH_KNOWN_HOSTS, false),
                flag(Key.CHECK_HOST_IP, false),
                update(user),
                word(Key.VERIFY_HOST_KEY_DNS, Settings.YesNoAsk.values(), Settings.YesNoAsk.NO));
    }

    private List<Expanded> unlessNone(List<Said> said) throws SshConfigException {
        return isNone(said.getFirst()) ? List.of() : files(said);
    }

    private static boolean isNone(Said said) {
        return said.text().equalsIgnoreCase("none");
    }

    private Settings.YesNoAsk update(List<Said> userFiles) {
        boolean usual = userFiles.isEmpty()
                || (userFiles.size() == 1 && userFiles.getFirst().text().equals(USER_FILE));
        boolean ownKeys = values.text(Key.VERIFY_HOST_KEY_DNS, "false").equals("false") && usual;
        var unsaid = ownKeys ? Settings.YesNoAsk.YES : Settings.YesNoAsk.NO;
        var update = word(Key.UPDATE_HOST_KEYS, Settings.YesNoAsk.values(), unsaid);
        boolean nobodyToAsk = update == Settings.YesNoAsk.ASK && tty() == Settings.TtyRequest.NO;
        return nobodyToAsk ? Settings.YesNoAsk.NO : update;
    }

    private Settings.TtyRequest tty() {
        return word(Key.REQUEST_TTY, Settings.TtyRequest.values(), Settings.TtyRequest.AUTO);
    }

    private Settings.LoginRules logins(boolean batch) {
        var preferred = values.first(Key.PREFERRED_AUTHENTICATIONS);
        return new Settings.LoginRules(
                preferred == null ? List.of() : List.of(preferred.text().split(",", -1)),
                word(Key.PUBKEY_AUTHENTICATION, Settings.PublicKeyUse.values(), Settings.PublicKeyUse.YES),
                flag(Key.PASSWORD_AUTHENTICATION, true),
                flag(Key.KBD_INTERACTIVE_AUTHENTICATION, true),
                batch,
                number(Key.NUMBER_OF_PASSWORD_PROMPTS, 3));
    }

    private Algorithms algorithms() throws SshConfigException {
        return new Algorithms(
                names(Key.KEX_ALGORITHMS, AlgorithmFamily.KEX),
                names(Key.CIPHERS, AlgorithmFamily.CIPHER),
                names(Key.MACS, AlgorithmFamily.MAC),
                names(Key.HOST_KEY_ALGORITHMS, AlgorithmFamily.KEY),
                names(Key.PUBKEY_ACCEPTED_ALGORITHMS, AlgorithmFamily.KEY),
                names(Key.CA_SIGNATURE_ALGORITHMS, AlgorithmFamily.CA_SIGNATURE));
    }

    private Algorithms.Names names(Key key, AlgorithmFamily family) throws SshConfigException {
        var said = values.first(key);
        return said == null ? family.standard() : family.assemble(said);
    }

    private List<String> texts(Key key) {
        return values.all(key).stream().map(Said::text).toList();
    }

    private boolean flag(Key key, boolean unsaid) {
        return values.text(key, unsaid ? "yes" : "no").equals("yes");
    }

    private int number(Key key, int unsaid) {
        var said = values.first(key);
        return said == null ? unsaid : Integer.parseInt(said.text());
    }

    private <E extends Enum<E>> E word(Key key, E[] words, E unsaid) {
        var said = values.first(key);
        return said == null ? unsaid : named(words, said.text());
    }

    private static <E extends Enum<E>> E named(E[] words, String printed) {
        for (var word : words) {
            if (word.toString().equals(printed)) {
                return word;
            }
        }
        throw new IllegalStateException("no word " + printed);
    }
}
