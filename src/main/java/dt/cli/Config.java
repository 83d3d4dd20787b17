package dt.cli;

import dt.module.UsageException;
import dt.sshconfig.Local;
import dt.sshconfig.Sources;
import dt.sshconfig.SshConfig;
import dt.sshconfig.SshConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Reads ssh_config as the options of a call say. */
final class Config {
    private Config() {}

    static SshConfig load(Call call) throws UsageException {
        var caller = call.caller();
        var local = new Local(userName(caller), uid(), hostName(), caller.home(), caller.folder(), caller.env());
        var file = call.options().text(Flag.SSH_CONFIG);
        var sources = file.map(f -> Sources.file(local, f)).orElseGet(() -> Sources.standard(local));
        try {
            return SshConfig.load(
                    sources.withOptions(new ArrayList<>(call.options().all(Flag.SSH_OPTION))));
        } catch (SshConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** The name of the user id, as whoami(1) has it: LOGNAME may say anything. */
    private static String userName(Surroundings caller) {
        var name = System.getProperty("user.name");
        return name == null || name.equals("?") ? caller.env().getOrDefault("LOGNAME", "nobody") : name;
    }

    private static long uid() {
        try {
            return ((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
        } catch (IOException noProc) {
            return 0;
        }
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException noProc) {
            return "localhost";
        }
    }
}
