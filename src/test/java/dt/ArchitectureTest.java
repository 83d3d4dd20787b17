package dt;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Which package may know which. A new package has to be added here before it compiles into dt. */
class ArchitectureTest {
    static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("suggest", Set.of()),
            Map.entry("hostlist", Set.of()),
            Map.entry("inventory", Set.of("hostlist", "suggest")),
            Map.entry("selector", Set.of("hostlist", "inventory", "suggest")),
            Map.entry("sshconfig", Set.of("suggest")),
            Map.entry("remote", Set.of()),
            Map.entry("supervise", Set.of()),
            Map.entry("ssh", Set.of("inventory", "remote", "sshconfig", "suggest")),
            Map.entry("module", Set.of("inventory", "nssmap", "remote", "suggest", "supervise")),
            Map.entry("run", Set.of("inventory", "remote", "module")),
            Map.entry("output", Set.of("suggest", "hostlist", "inventory", "remote", "module")),
            Map.entry("agent", Set.of()),
            Map.entry("nssmap", Set.of("suggest")),
            Map.entry("secret", Set.of("inventory", "remote", "module")),
            Map.entry("journal", Set.of("inventory", "remote", "module")),
            Map.entry("demo", Set.of()),
            Map.entry("web", Set.of("inventory", "module", "output", "journal")),
            Map.entry("completion", Set.of("selector")),
            Map.entry("sh", Set.of("completion", "suggest")),
            Map.entry(
                    "cli",
                    Set.of(
                            "suggest",
                            "hostlist",
                            "inventory",
                            "selector",
                            "sshconfig",
                            "remote",
                            "ssh",
                            "module",
                            "run",
                            "output",
                            "agent",
                            "nssmap",
                            "secret",
                            "journal",
                            "web",
                            "demo",
                            "completion",
                            "sh")));

    static final Set<Map.Entry<String, Set<String>>> RULES = MAY_USE.entrySet();

    /** A library, and the only package that may know it. */
    static final Map<String, String> SOLE_USER = Map.of(
            "net.schmizz..", "ssh",
            "com.hierynomus..", "ssh",
            "org.yaml.snakeyaml..", "inventory",
            "org.apache.sshd..", "demo",
            "io.helidon..", "web.http",
            "org.jline..", "sh");

    static final Set<Map.Entry<String, String>> LIBRARIES = SOLE_USER.entrySet();

    private static final JavaClasses DT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dt");

    @Test
    void everyPackageIsListed() {
        var found = DT.stream().map(ArchitectureTest::topPackage).collect(Collectors.toSet());
        assertThat(found).isEqualTo(MAY_USE.keySet());
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void packageUsesOnlyWhatItMay(Map.Entry<String, Set<String>> rule) {
        var name = rule.getKey();
        var allowed = Stream.concat(Stream.of(name), rule.getValue().stream())
                .map(p -> "dt." + p + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("dt." + name + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dt..")).or(resideInAnyPackage(allowed)))
                .check(DT);
    }

    @ParameterizedTest
    @FieldSource("LIBRARIES")
    void libraryHasOneUser(Map.Entry<String, String> library) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dt." + library.getValue() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.getKey())
                .check(DT);
    }

    @Test
    void noModuleKnowsAnother() {
        var modules = DT.stream()
                .map(JavaClass::getPackageName)
                .filter(p -> p.startsWith("dt.module."))
                .collect(Collectors.toSet());
        for (var module : modules) {
            noClasses()
                    .that()
                    .resideInAPackage(module)
                    .should()
                    .dependOnClassesThat(resideInAPackage("dt.module.*..").and(not(resideInAPackage(module))))
                    .check(DT);
        }
    }

    private static String topPackage(JavaClass type) {
        return type.getPackageName().split("\\.", -1)[1];
    }
}
