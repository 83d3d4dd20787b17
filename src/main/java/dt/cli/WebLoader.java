package dt.cli;

import dt.web.PageServer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Finds the server of the page, whose library is in a folder of its own beside the jar: on the class path its 34 jars
 * would be opened by every command of dt that looks for a service. What knows the library has to be loaded together with
 * it, so this loader defines the package {@code dt.web.http} itself; everything else is that of dt.
 */
final class WebLoader extends URLClassLoader {
    private static final String OURS = "dt.web.http.";

    static {
        registerAsParallelCapable();
    }

    private WebLoader(List<URL> jars, ClassLoader dt) {
        super("dt-web", jars.toArray(new URL[0]), dt);
    }

    /** The server, with its loader as that of this thread and those it starts. */
    static PageServer server() throws IOException {
        var dt = WebLoader.class.getClassLoader();
        var source = WebLoader.class.getProtectionDomain().getCodeSource().getLocation();
        var jar = Path.of(URI.create(source.toString()));
        var folder = jar.resolveSibling("lib/web");
        var loader = dt;
        if (Files.isDirectory(folder)) {
            loader = new WebLoader(jars(jar, folder), dt);
        }
        Thread.currentThread().setContextClassLoader(loader);
        return ServiceLoader.load(PageServer.class, loader)
                .findFirst()
                .orElseThrow(() -> new IOException("dt web lacks its server: " + folder + " is not there"));
    }

    private static List<URL> jars(Path jar, Path folder) throws IOException {
        var jars = new ArrayList<URL>();
        jars.add(jar.toUri().toURL());
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            for (var file : files) {
                jars.add(file.toUri().toURL());
            }
        }
        return jars;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }
}
