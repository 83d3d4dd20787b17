package dt.cli;

import dt.inventory.Host;
import dt.module.Observer;
import dt.module.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Says of each host, once, that its output was cut; and cuts what is shown as it comes, of which nothing is kept. */
final class CutOutput implements Observer {
    private final Call call;
    private final long most;
    private final Observer results;
    /** How much of each host under way was shown as it came. */
    private final Map<Host, Long> shown = new HashMap<>();

    /** @param most bytes of one host, as {@code --max-output} says */
    CutOutput(Call call, long most, Observer results) {
        this.call = call;
        this.most = most;
        this.results = results;
    }

    @Override
    public boolean wantsOutput() {
        return results.wantsOutput();
    }

    @Override
    public boolean readsOutput() {
        return results.readsOutput();
    }

    @Override
    public void started(Host host) {
        results.started(host);
    }

    @Override
    public void printed(Host host, boolean error, byte[] bytes) {
        long before = shown.getOrDefault(host, 0L);
        long after = before + bytes.length;
        shown.put(host, after);
        if (after <= most) {
            results.printed(host, error, bytes);
        } else if (before <= most) {
            results.printed(host, error, Arrays.copyOf(bytes, (int) (most - before)));
            // At once: a command that prints without end would otherwise seem to hang.
            tell(host);
        }
    }

    @Override
    public void ended(Result result) {
        boolean told = shown.getOrDefault(result.host(), 0L) > most;
        shown.remove(result.host());
        results.ended(result);
        if (result.output().truncated() && !told) {
            tell(result.host());
        }
    }

    private void tell(Host host) {
        call.message("output of " + host.label() + " was cut at " + size(most) + ": it printed more than that; "
                + Flag.MAX_OUTPUT.word() + " raises the limit");
    }

    /** In the largest unit that needs no fraction. */
    static String size(long bytes) {
        long rest = bytes;
        int unit = 0;
        while (rest >= 1024 && rest % 1024 == 0 && unit < 3) {
            rest /= 1024;
            unit++;
        }
        return rest + " " + new String[] {"bytes", "KiB", "MiB", "GiB"}[unit];
    }
}
