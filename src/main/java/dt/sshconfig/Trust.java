package dt.sshconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether a file can only have been written by those who may: the user and root. */
final class Trust {
    private static final int OTHERS_WRITE = 002;
    private static final int GROUP_WRITES = 020;

    private Trust() {}

    static void check(Path file, long uid) throws SshConfigException, IOException {
        Map<String, Object> facts;
        try {
            facts = Files.readAttributes(file, "unix:uid,gid,mode");
        } catch (UnsupportedOperationException noUnix) {
            throw new IOException("its owner cannot be seen", noUnix);
        }
        int owner = ((Number) facts.getOrDefault("uid", -1)).intValue();
        int mode = ((Number) facts.getOrDefault("mode", OTHERS_WRITE)).intValue();
        int group = ((Number) facts.getOrDefault("gid", -1)).intValue();
        if (owner != 0 && owner != uid) {
            throw bad(file, "it belongs to another user; chown it");
        }
        boolean open = (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITES) != 0 && !Accounts.isAlone(owner, group));
        if (open) {
            throw bad(file, "others can write to it; chmod go-w it");
        }
    }

    private static SshConfigException bad(Path file, String why) {
        return new SshConfigException(Quoted.visible(file.toString()) + ": bad owner or permissions: " + why);
    }
}
