package dt.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private record Named(String name, String summary) implements HostModule {
        @Override
        public String usage() {
            return "";
        }

        @Override
        public Job prepare(Request request) throws UsageException {
            throw new UsageException("not for running");
        }
    }

    @Test
    void aModuleIsFoundByItsName() throws Exception {
        var ssh = new Named("ssh", "");

        assertThat(Modules.of(List.of(new Named("list", ""), ssh)).named("ssh")).isSameAs(ssh);
    }

    @Test
    void aMistypedNameGetsASuggestion() throws Exception {
        var modules = Modules.of(List.of(new Named("script", "")));

        assertThatThrownBy(() -> modules.named("scirpt"))
                .isInstanceOf(UsageException.class)
                .hasMessage("there is no module scirpt; did you mean script?");
    }

    /** "Two modules with one name ... are errors that name both" (1-command-line). */
    @Test
    void twoModulesWithOneNameAreAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> Modules.of(List.of(new Named("x", "one"), new Named("x", "two"))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("(one)")
                .hasMessageContaining("(two)");
    }
}
