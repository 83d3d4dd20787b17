package dt.cli;

import dt.inventory.Host;
import dt.module.HostModule;
import dt.module.Job;
import dt.module.Request;
import dt.module.UsageException;
import dt.remote.Input;
import dt.run.Transport;
import dt.web.Sighting;
import dt.web.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Has all hosts tell of their services as they change, each by one command that goes on for as long as the page is open,
 * over the connection that the page's runs use too. One that is not reached is left alone longer each time. A host of
 * which nothing is heard is never silently what it was: it is told as not seen, whatever became of its thread.
 */
final class PageWatch implements Watch {
    private static final int AT_ONCE = 48;
    private static final long STACK = 512 << 10;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * How long is waited.
     *
     * @param silence of a host that says every two seconds that it is there
     * @param begin to be connected and to begin, all that has limits of its own included
     * @param pause after the first failure
     * @param longest pause
     */
    record Limits(Duration silence, Duration begin, Duration pause, Duration longest) {
        static final Limits USUAL =
                new Limits(Duration.ofSeconds(15), Duration.ofMinutes(3), LOOK, Duration.ofSeconds(30));
    }

    private final List<Post> posts;
    private final Map<String, Post> byHost = new HashMap<>();
    private final Job job;
    private final Consumer<String> complain;
    private final Limits limits;
    private volatile boolean closed;

    /**
     * @param job the module runit, to watch all services of a host
     * @param complain takes what went wrong in dt itself, for the terminal
     */
    PageWatch(List<Host> hosts, Job job, Transport transport, Consumer<String> complain, Limits limits) {
        this.job = job;
        this.complain = complain;
        this.limits = limits;
        var beginning = new Semaphore(AT_ONCE, true);
        this.posts = hosts.stream()
                .map(host -> new Post(host, job, transport, beginning))
                .toList();
        posts.forEach(post -> byHost.put(post.label(), post));
    }

    @Override
    public void begin(Consumer<Sighting> to) {
        for (var post : posts) {
            thread("dt-web-watch-" + post.label()).start(() -> stay(post, to));
        }
        thread("dt-web-silence").start(() -> listen(to));
    }

    private Thread.Builder thread(String name) {
        return Thread.ofPlatform()
                .daemon()
                .stackSize(STACK)
                .name(name)
                .uncaughtExceptionHandler((thread, bug) -> complain.accept(thread.getName() + " ended: " + bug));
    }

    private void stay(Post post, Consumer<Sighting> to) {
        int failures = 0;
        try {
            while (!closed) {
                var end = attend(post, to);
                if (closed) {
                    return;
                }
                failures = end.wasSeen() ? 1 : failures + 1;
                to.accept(new Sighting.Unseen(post.label(), end.why()));
                post.rest(pause(failures));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An error is told and the host looked at again: a host must not be lost to the page by what is wrong here. */
    private Post.End attend(Post post, Consumer<Sighting> to) throws InterruptedException {
        try {
            return post.attend(sighting -> {
                if (!closed) {
                    to.accept(sighting);
                }
            });
        } catch (RuntimeException | Error bug) {
            complain.accept("internal error while " + post.label() + " was watched: " + bug);
            return new Post.End(false, "internal error: " + bug);
        }
    }

    private Duration pause(int failures) {
        var longer = limits.pause().multipliedBy(1L << Math.min(failures - 1, 10));
        return longer.compareTo(limits.longest()) > 0 ? limits.longest() : longer;
    }

    /** Ends the wait for hosts that have gone silent. */
    private void listen(Consumer<Sighting> to) {
        try {
            while (!closed) {
                TimeUnit.NANOSECONDS.sleep(
                        Math.min(LOOK.toNanos(), limits.silence().toNanos() / 4));
                for (var post : posts) {
                    var silence = post.endIfSilent(limits);
                    if (silence != null && !closed) {
                        to.accept(new Sighting.Unseen(post.label(), silence));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something was done on a host: one that rests after a failure is looked at now. */
    void soon(String label) {
        var post = byHost.get(label);
        if (post != null) {
            post.wake();
        }
    }

    /** The connections are closed right after; then what runs on hosts ends when it next wants to tell something. */
    @Override
    public void close() {
        closed = true;
        posts.forEach(Post::wake);
        job.close();
    }

    /** The job that has a host tell of all its services. */
    static Job of(HostModule runit, List<String> options) throws UsageException {
        var words = new ArrayList<>(List.of("watch"));
        words.addAll(options);
        return runit.prepare(new Request(words, Input.EMPTY, null));
    }
}
