package dt.cli;

import dt.inventory.Host;
import dt.run.BatchedRun;

/**
 * What Ctrl-C does to a run: the first lets what runs come to its end, the second ends it, and the third is not ours.
 *
 * @param typed whether a Ctrl-C goes to the host: then its command has ended already
 */
record CtrlC(BatchedRun run, ProgressLine progress, boolean typed) {
    /** So many hosts are named in one line. */
    private static final int NAMED = 8;

    void stop() {
        run.stopStarting("Ctrl-C");
        var names = run.running().stream().map(Host::label).toList();
        var shown = String.join(" ", names.subList(0, Math.min(NAMED, names.size())));
        progress.message("Ctrl-C: no more hosts are begun"
                + (names.isEmpty() || typed
                        ? ""
                        : "; " + names.size() + " still running: " + shown + (names.size() > NAMED ? " ..." : "")
                                + "; Ctrl-C again ends the commands there"));
    }

    /** For commands that have no end of their own, which nobody waits for: the first Ctrl-C ends them. */
    void leave() {
        run.stopStarting("Ctrl-C");
        end();
    }

    void end() {
        run.endRunning("dt was ended");
        progress.message("ending the commands on the hosts; Ctrl-C again leaves at once");
    }
}
