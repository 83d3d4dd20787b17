package dt.demo;

import java.util.List;

/**
 * One command of the tour.
 *
 * @param says what it shows, in a sentence
 * @param words what to type behind {@code dt}
 * @param status the exit status that dt ends with, since one step is there to fail
 */
public record Step(String says, List<String> words, int status) {
    static final List<Step> TOUR = List.of(
            step("every host answers with one line", "all", "ssh", "hostname"),
            step("tags choose hosts", "tag:web", "ssh", "uptime"),
            step("and leave some out", "tag:prod,-web", "ssh", "id -un; pwd"),
            step("hosts that answer the same are put together", "-o", "group", "all", "ssh", "cat app.conf"),
            new Step(
                    "a service is down on db2: its line says fail, and dt ends with 1",
                    List.of("tag:db", "ssh", "service postgres status"),
                    1),
            step("start it there", "db2", "ssh", "service postgres start"),
            step("the same for programs", "-o", "json", "tag:db", "ssh", "service postgres status"));

    public Step {
        words = List.copyOf(words);
    }

    private static Step step(String says, String... words) {
        return new Step(says, List.of(words), 0);
    }
}
