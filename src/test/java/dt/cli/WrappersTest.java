package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.inventory.Host;
import dt.journal.Head;
import dt.journal.Journal;
import dt.journal.Journals;
import dt.journal.RunId;
import dt.module.Job;
import dt.module.Watched;
import dt.secret.Secrets;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of a job reaches it through all that is put around it, also what is yet to be added to {@link Job}. */
class WrappersTest {
    private static final Host HOST = Host.named("web1");

    @TempDir
    static Path folder;

    /** Everything that is put around jobs. */
    private static Map<String, UnaryOperator<Job>> wrappers() {
        return Map.of(
                "masked",
                new Secrets()::mask,
                "watched",
                Watched::new,
                "typed",
                job -> new Session.Work(job, () -> {}),
                "noted",
                WrappersTest::noted);
    }

    private static Job noted(Job job) {
        var now = Instant.now();
        var head = new Head(RunId.next(now), now, "u", "/", "h", "m", List.of(), List.of(), false);
        try (var journal = Journal.begin(new Journals(folder), head, List.of(HOST), _ -> {})) {
            return journal.noting(job);
        }
    }

    static Stream<Arguments> questions() {
        return wrappers().keySet().stream()
                .flatMap(wrapper -> Arrays.stream(Job.class.getMethods())
                        .filter(method -> !method.getName().equals("on"))
                        // Somebody who types has one host after another, whatever the job says.
                        .filter(method ->
                                !wrapper.equals("typed") || !method.getName().equals("inOrder"))
                        .map(method -> Arguments.of(wrapper, method)));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void theInnerJobAnswers(String wrapper, Method method) throws Exception {
        for (boolean yes : List.of(true, false)) {
            var asked = new ArrayList<Method>();
            var answer = sample(method.getReturnType(), yes);
            var inner = (Job)
                    Proxy.newProxyInstance(Job.class.getClassLoader(), new Class<?>[] {Job.class}, (_, question, _) -> {
                        asked.add(question);
                        return answer;
                    });
            var arguments = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == Host.class ? HOST : List.of(HOST))
                    .toArray();

            var got = method.invoke(wrappers().get(wrapper).apply(inner), arguments);

            assertThat(asked).contains(method);
            assertThat(got).isEqualTo(answer);
        }
    }

    private static Object sample(Class<?> type, boolean yes) {
        if (type == boolean.class) {
            return yes;
        }
        if (type == long.class) {
            return yes ? 7L : 8L;
        }
        if (type == String.class) {
            return yes ? "one" : "two";
        }
        return type == Map.class ? Map.of("is", yes) : null;
    }

    @Test
    void aMethodWithoutASampleWouldBeSeen() {
        assertThat(Arrays.stream(Job.class.getMethods()).map(Method::getReturnType))
                .allMatch(type -> type == void.class || type == dt.module.Outcome.class || sample(type, true) != null);
    }
}
