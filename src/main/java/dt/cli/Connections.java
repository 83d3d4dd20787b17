package dt.cli;

import dt.agent.Agent;
import dt.ssh.SshSessions;
import dt.ssh.hostkey.KnownHostsStore;

/** Where the connections of a run come from. */
sealed interface Connections {
    /** The run makes its own, and ends them when it ends. */
    record OfOneRun() implements Connections {}

    /** A page or a shell keeps them for its next run, and they are used by nobody else. */
    record OfOneProcess(SshSessions sessions, KnownHostsStore knownHosts) implements Connections {}

    /** The agent keeps them for the next run. What each one may be used for is part of what the pool finds it by. */
    record Kept(SshSessions sessions, KnownHostsStore knownHosts, Agent agent) implements Connections {}
}
