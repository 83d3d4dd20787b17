package dt.module.dropin;

import dt.module.HostModule;
import java.nio.file.Path;
import java.util.Map;

/**
 * What drop-ins need that run on this machine.
 *
 * @param environment of the caller of dt
 * @param folder where they start
 * @param scratch where small files may be made
 * @param copy the module behind {@code $DT_SCP}
 */
public record LocalTools(Map<String, String> environment, Path folder, Path scratch, HostModule copy) {
    public LocalTools {
        environment = Map.copyOf(environment);
    }
}
