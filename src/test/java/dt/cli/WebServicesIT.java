package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Container;
import dt.fleet.Containers;
import dt.fleet.SudoHosts;
import dt.web.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dt web} before hosts on which runit runs, led by a real Chromium; one of them dies. */
@Timeout(420)
class WebServicesIT {
    private static final String BOTH =
            "[...document.querySelectorAll('.row:not([hidden]) .cell:not([hidden])')].filter(c => c.title.startsWith('httpd on ')"
                    + " && c.classList.contains('%s')).length === 2";

    private static final String HTTPD = ".headbox .column[title=httpd]";

    @TempDir
    Path home;

    @Test
    void servicesAreWatchedStoppedAndStartedAndAHostThatDiesIsShown() throws Exception {
        try (var browser = Browser.start();
                var web1 = Containers.engine().host("runsvdir", "/etc/service");
                var web2 = Containers.engine().host("runsvdir", "/etc/service")) {
            hosts(web1, web2);
            for (var host : List.of(web1, web2)) {
                service(host, "httpd", "exec sleep 1000");
            }
            service(web2, "broken", "sleep 0.2; exit 1");
            try (var dt = web()) {
                browser.open(dt.lines().readLine());
                browser.until(BOTH.formatted("up"));
                browser.until("document.querySelector('.cell.flap')?.title.startsWith('broken on web2')");

                browser.click(HTTPD);
                browser.click(".menu button:nth-of-type(2)");
                browser.until("document.querySelector('dialog')");
                assertThat(browser.text("dialog h2")).isEqualTo("Stop httpd on 2 hosts?");
                browser.click("dialog button");
                browser.until(BOTH.formatted("down"));
                browser.until("document.querySelector('.toast.good')");
                assertThat(web1.sh("sv status httpd").printed()).startsWith("down: httpd: ");

                browser.click(HTTPD);
                browser.click(".menu button:nth-of-type(1)");
                browser.click("dialog button");
                browser.until(BOTH.formatted("up"));

                var before = pid(web1) + pid(web2);
                for (var host : List.of("web1", "web2")) {
                    browser.click(".cell[title^='httpd on " + host + "']");
                    browser.click(".menu button:last-of-type");
                }
                assertThat(browser.text("#chosen")).contains("httpd on 2 hosts selected");
                browser.click("#chosen .buttons button:nth-of-type(3)");
                assertThat(browser.text("dialog h2")).isEqualTo("Restart httpd on 2 hosts?");
                browser.click("dialog button");
                browser.until(
                        "[...document.querySelectorAll('.toast.good')].some(t => t.innerText.includes('restarted'))");
                assertThat(pid(web1) + pid(web2)).isNotEqualTo(before);

                browser.click(".row:not([hidden]) .name[title^=web1]");
                browser.click(".menu button:nth-of-type(2)");
                assertThat(browser.text("dialog h2")).matches("Stop \\d services on web1\\?");
                browser.click("dialog button:nth-of-type(2)");

                web2.kill();
                browser.until("document.querySelector('.row.unseen:not([hidden]) .name')?.innerText === 'web2'");
                browser.until("document.querySelector('.chip.unseen')?.innerText.includes('1 host not reached')");
            } catch (AssertionError e) {
                throw new AssertionError("dt said: " + Files.readString(home.resolve("stderr")), e);
            }
        }
        var caller = Caller.at(home);
        assertThat(caller.types("runs", "-o", "json")).isZero();
        assertThat(caller.printed())
                .contains("\"module\":\"runit\",\"words\":[\"down\",\"httpd\"]")
                .contains("\"module\":\"runit\",\"words\":[\"up\",\"httpd\"]")
                .contains("\"user\":\"" + System.getProperty("user.name") + "\"");
    }

    @Test
    void whereRootAloneMaySwitchThePageGoesThroughSudoAndAsksForThePassword() throws Exception {
        try (var browser = Browser.start();
                var web1 = Containers.engine().host("runsvdir", "/etc/service")) {
            service(web1, "httpd", "exec sleep 1000");
            Files.write(home.resolve("ssh_config"), web1.config("web1", home.resolve("known_hosts")));
            Files.writeString(home.resolve("hosts.yaml"), "hosts:\n  web1: {user: ops}\n");
            try (var dt = web()) {
                browser.open(dt.lines().readLine());
                browser.until("document.querySelector(\".cell.denied[title^='httpd on web1']\")");
                browser.click("#tab-command");
                browser.until("[...document.querySelector('#command-module').options].some(o => o.value === 'sudo')");
                browser.script("const m = document.querySelector('#command-module'); m.value = 'sudo';"
                        + " m.dispatchEvent(new Event('change'))");
                browser.type("#command-words", "id -un");
                browser.until("document.querySelector('#command-run').innerText === 'Run on 1 host'");
                browser.click("#command-run");
                browser.until("document.querySelector('dialog input[type=password]')");
                browser.type("dialog input", SudoHosts.PASSWORD);
                browser.click("dialog button");
                browser.until("document.querySelector('#command-results .card pre')?.innerText.trim() === 'root'");
            } catch (AssertionError e) {
                throw new AssertionError("dt said: " + Files.readString(home.resolve("stderr")), e);
            }
            web1.sh("echo 'ops ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ops").check();
            try (var dt = web("--sudo")) {
                browser.open(dt.lines().readLine());
                browser.click(".cell.up[title^='httpd on web1']");
                browser.click(".menu button:nth-of-type(2)");
                browser.click("dialog button");
                browser.until("document.querySelector(\".cell.down[title^='httpd on web1']\")");
            } catch (AssertionError e) {
                throw new AssertionError("dt said: " + Files.readString(home.resolve("stderr")), e);
            }
        }
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(SudoHosts.PASSWORD);
            }
        }
    }

    private Child web(String... words) throws Exception {
        var all = new ArrayList<>(
                List.of("-F", home + "/ssh_config", "-D", home + "/hosts.yaml", "-T", "10", "web", "--port", "0"));
        all.addAll(List.of(words));
        return Child.start(home, List.of(), all.toArray(String[]::new));
    }

    private static String pid(Container host) throws Exception {
        return host.sh("cat /etc/service/httpd/supervise/pid").check().printed();
    }

    private static void service(Container host, String name, String run) throws Exception {
        host.sh("mkdir -p /etc/sv/" + name + " && printf '#!/bin/sh\\n" + run + "\\n' >/etc/sv/" + name
                        + "/run && chmod +x /etc/sv/" + name + "/run && ln -s /etc/sv/" + name + " /etc/service/")
                .check();
    }

    private void hosts(Container web1, Container web2) throws Exception {
        var config = new ArrayList<>(web1.config("web1", home.resolve("known_hosts")));
        config.addAll(web2.config("web2", home.resolve("known_hosts")));
        Files.write(home.resolve("ssh_config"), config);
        Files.writeString(home.resolve("hosts.yaml"), "hosts:\n  web[1-2]: {user: root}\n");
    }
}
