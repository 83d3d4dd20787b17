package dt.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRemoteTest extends RemoteContract {
    @TempDir
    Path folder;

    @Override
    protected Remote remote() {
        return new LocalRemote(Map.of("PATH", "/usr/bin:/bin"), folder, Duration.ofMillis(500));
    }

    @Test
    void aFolderThatIsNotThereStartsNothing() {
        var nowhere = new LocalRemote(Map.of(), folder.resolve("gone"));

        assertThatThrownBy(() -> nowhere.run(Command.of("true"), Output.NOWHERE))
                .isInstanceOfSatisfying(
                        RemoteException.class, e -> assertThat(e.reason()).isEqualTo(RemoteException.Reason.CONNECT));
    }

    @Test
    void anInputThatCannotBeReadEndsTheCommand() {
        Input broken = () -> new java.io.InputStream() {
            @Override
            public int read() throws java.io.IOException {
                throw new java.io.IOException("bad sector");
            }
        };

        assertThatThrownBy(() -> remote().run(new Command("cat", broken, null, Map.of()), Output.NOWHERE))
                .isInstanceOf(RemoteException.class)
                .hasMessageEndingWith("bad sector");
    }
}
