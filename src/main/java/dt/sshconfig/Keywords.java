package dt.sshconfig;

import dt.suggest.Nearest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every keyword of OpenSSH: those that dt obeys, older names for them, and those that it only checks. */
final class Keywords {
    private static final Map<String, Key> KEYS = keys();

    /** Keywords that dt does not obey, by the kind of their value; a wrong one is an error as with ssh. */
    private static final Map<Reader, String> OTHERS = Map.of(
            Readers.FLAG,
            "CanonicalizeFallbackLocal ClearAllForwardings EnableEscapeCommandline EnableSSHKeysign "
                    + "ExitOnForwardFailure ForkAfterAuthentication ForwardX11 ForwardX11Trusted GatewayPorts "
                    + "GSSAPIAuthentication GSSAPIDelegateCredentials GSSAPIKeyExchange GSSAPITrustDns "
                    + "GSSAPIRenewalForcesRekey HostbasedAuthentication NoHostAuthenticationForLocalhost "
                    + "PermitLocalCommand ProxyUseFdpass StdinNull StreamLocalBindUnlink TCPKeepAlive KeepAlive "
                    + "VisualHostKey",
            (Reader) Readers::number,
            "CanonicalizeMaxDots ConnectionAttempts RequiredRSASize",
            (Reader) Readers::time,
            "ForwardX11Timeout",
            (Reader) Readers::word,
            "BindAddress BindInterface ControlPath GSSAPIClientIdentity GSSAPIServerIdentity IgnoreUnknown "
                    + "KbdInteractiveDevices PKCS11Provider SecurityKeyProvider SmartcardDevice XAuthLocation",
            (Reader) Readers::anything,
            "CanonicalDomains CanonicalizePermittedCNAMEs ControlMaster ControlPersist DynamicForward EscapeChar "
                    + "FingerprintHash ForwardAgent GSSAPIKexAlgorithms HostbasedAcceptedAlgorithms "
                    + "HostbasedKeyTypes IPQoS KnownHostsCommand LocalCommand LocalForward LogFacility LogLevel "
                    + "LogVerbose PermitRemoteOpen RekeyLimit RemoteCommand RemoteForward SessionType "
                    + "StreamLocalBindMask SyslogFacility Tunnel TunnelDevice "
                    // Of releases behind 9.2.
                    + "ChannelTimeout ObscureKeystrokeTiming RefuseConnection Tag VersionAddendum WarnWeakCrypto "
                    // Without effect for a long time.
                    + "AFSTokenPassing Cipher CompressionLevel FallBackToRsh GlobalKnownHostsFile2 "
                    + "KerberosAuthentication KerberosTGTPassing Protocol RhostsAuthentication "
                    + "RhostsRSAAuthentication RSAAuthentication UseKeychain UsePrivilegedPort "
                    + "UserKnownHostsFile2 UseRoaming UseRsh");

    private static final Map<String, Reader> CHECKS = checks();
    private static final SortedSet<String> SPELLINGS = spellings();

    private Keywords() {}

    static @Nullable Key key(String lower) {
        return KEYS.get(lower);
    }

    static @Nullable Reader check(String lower) {
        return CHECKS.get(lower);
    }

    static Optional<String> near(String lower) {
        var best = Nearest.to(lower, SPELLINGS.stream().map(Ascii::lower).toList());
        return best.flatMap(found ->
                SPELLINGS.stream().filter(s -> Ascii.lower(s).equals(found)).findFirst());
    }

    private static Map<String, Key> keys() {
        var keys = new HashMap<String, Key>();
        for (var key : Key.values()) {
            keys.put(Ascii.lower(key.spelling()), key);
        }
        keys.put("identityfile2", Key.IDENTITY_FILE);
        keys.put("dsaauthentication", Key.PUBKEY_AUTHENTICATION);
        keys.put("challengeresponseauthentication", Key.KBD_INTERACTIVE_AUTHENTICATION);
        keys.put("skeyauthentication", Key.KBD_INTERACTIVE_AUTHENTICATION);
        keys.put("tisauthentication", Key.KBD_INTERACTIVE_AUTHENTICATION);
        keys.put("pubkeyacceptedkeytypes", Key.PUBKEY_ACCEPTED_ALGORITHMS);
        // Debian's.
        keys.put("protocolkeepalives", Key.SERVER_ALIVE_INTERVAL);
        keys.put("setuptimeout", Key.SERVER_ALIVE_INTERVAL);
        return keys;
    }

    private static Map<String, Reader> checks() {
        var checks = new HashMap<String, Reader>();
        OTHERS.forEach((reader, names) ->
                Arrays.stream(names.split(" ", -1)).forEach(name -> checks.put(Ascii.lower(name), reader)));
        return checks;
    }

    private static SortedSet<String> spellings() {
        var spellings = new TreeSet<>(List.of("Host", "Match", "Include"));
        Arrays.stream(Key.values()).map(Key::spelling).forEach(spellings::add);
        OTHERS.values().forEach(names -> spellings.addAll(List.of(names.split(" ", -1))));
        return spellings;
    }
}
