package dt.module.runit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dt.module.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words behind {@code runit}. */
class AskedTest {
    private static Asked parse(String words) throws UsageException {
        return Asked.parse(words == null ? List.of() : List.of(words.split(" ", -1)));
    }

    @Test
    void optionsStandAnywhereAndServicesCountOnce() throws Exception {
        var asked = parse("--sudo restart httpd -w 30 mysqld httpd --dir /srv");

        assertThat(asked.verb()).isEqualTo(Verb.RESTART);
        assertThat(asked.names()).containsExactly("httpd", "mysqld");
        assertThat(asked.seconds()).isEqualTo(30);
        assertThat(asked.folder()).isEqualTo("/srv");
        assertThat(asked.sudo()).isTrue();
    }

    @Test
    void aResultIsAwaitedForSevenSeconds() throws Exception {
        assertThat(parse("up httpd").seconds()).isEqualTo(7);
    }

    @Test
    void statusAndWaitAreForAllServicesWhereNoneIsNamed() throws Exception {
        assertThat(parse("status").names()).isEmpty();
        assertThat(parse("wait down").names()).isEmpty();
        assertThat(parse("wait down").goal()).isEqualTo("down");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| runit needs a verb; write one of status up down",
                "restrat httpd | runit has no verb \"restrat\"; did you mean restart?",
                "start httpd | runit has no verb \"start\"; did you mean up?",
                "stop httpd | did you mean down?",
                "restart | runit restart needs a service; name it, as in: dt web1 runit restart httpd",
                "install | runit install needs a run script; name its file",
                "wait | write wait up or wait down",
                "wait httpd | write wait up or wait down",
                "tail a b | runit tail takes one service",
                "up ../etc | \"../etc\" is no name of a service",
                "up .hidden | is no name of a service",
                "up -- -x | \"-x\" is no name of a service",
                "up -x | runit does not know \"-x\"; it takes -w, -n",
                "up httpd -w | a value is missing behind -w; write one",
                "up httpd -w soon | -w soon is no number from 0 to 86400",
                "up httpd -w 99999999999 | is no number from 0 to 86400",
                "up httpd --dir srv | --dir srv is no folder on a host; write its whole path, from /",
                "up httpd --name x | --name is for runit install with one file"
            })
    void wrongWordsAreSaidWithWhatToWrite(String words, String said) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(said);
    }
}
