package dt.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dt.ssh.ProcessList.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who belongs to a command, on a host whose sshd has the process 10 and our shell the process 20. */
class FamilyTest {
    private static ProcessList living(Entry... entries) {
        return new ProcessList(20, 10, List.of(entries));
    }

    private static Entry process(long pid, long parent, long group) {
        return new Entry(pid, parent, group, pid);
    }

    @Test
    void commandsAreTheChildrenOfSshdButNotTheShellThatLooks() {
        var all = living(process(32, 10, 32), process(20, 10, 20), process(31, 10, 31), process(40, 31, 31));

        assertThat(all.children()).containsExactly(process(31, 10, 31), process(32, 10, 32));
    }

    @Test
    void allGroupsOfItsDescendantsAreSignalledAndNoOther() {
        var family = new Family(
                31,
                living(
                        process(31, 10, 31),
                        process(40, 31, 31),
                        process(50, 40, 50),
                        process(60, 50, 60),
                        process(70, 10, 70)));

        assertThat(family.kill("TERM")).isEqualTo("kill -s TERM -- -31 -50 -60");
    }

    @Test
    void aDaemonThatItStartedIsNotItsAnyMore() {
        // Its parent has ended, so that it is a child of the first process, and its group is its own.
        var family = new Family(31, living(process(31, 10, 31), process(50, 1, 50)));

        assertThat(family.kill("KILL")).isEqualTo("kill -s KILL -- -31");
        assertThat(family.isGone(living(process(50, 1, 50)))).isTrue();
    }

    @Test
    void anOrphanOfItsGroupIsStillItsAndWhomThatStartsMeanwhile() {
        var family = new Family(31, living(process(31, 10, 31), process(41, 31, 31)));

        assertThat(family.isGone(living(process(41, 1, 31), process(80, 41, 80))))
                .isFalse();
        assertThat(family.isGone(living(process(80, 1, 80))))
                .as("started behind its back")
                .isFalse();
        assertThat(family.kill("KILL")).isEqualTo("kill -s KILL -- -31 -80");
        assertThat(family.isGone(living())).isTrue();
    }
}
