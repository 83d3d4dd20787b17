package dt.agent;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Whose process is at the other end of a socket: the kernel knows (SO_PEERCRED of unix(7)). */
record Peer(UnixDomainPrincipal theirs, PosixFileAttributes ours) {
    private static final Path SELF = Path.of("/proc/self");

    static Peer of(SocketChannel channel) throws IOException {
        return new Peer(
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED),
                Files.readAttributes(SELF, PosixFileAttributes.class));
    }

    boolean isOurUser() {
        return theirs.user().equals(ours.owner());
    }

    /** Why it cannot be served if its group, as newgrp(1) sets it, is another than the agent's. */
    Optional<String> otherGroup() {
        return theirs.group().equals(ours.group())
                ? Optional.empty()
                : Optional.of("its group is " + theirs.group().getName() + " and the agent's "
                        + ours.group().getName());
    }
}
