package dt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dt.fleet.Container;
import dt.fleet.Containers;
import dt.web.Browser;
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
            try (var dt = Child.start(
                    home,
                    List.of(),
                    "-F",
                    home + "/ssh_config",
                    "-D",
                    home + "/hosts.yaml",
                    "-T",
                    "10",
                    "web",
                    "--port",
                    "0")) {
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
