package org.postrider.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postrider.config.Catalogue;
import org.postrider.config.Param;
import org.postrider.config.ParamFamily;
import org.postrider.config.Unhonoured;
import org.postrider.master.DeclaredParams;
import org.postrider.text.Latin1;

/// docs/parameters.md, printed from what the rooms declare and what is said of the rest.
///
/// The program `parameters` in the project's folder runs [#main], which writes the page anew and takes out of
/// `unhonoured.tsv` what a room declares by now.
final class ParameterReference {
    static final Path PAGE = Path.of("docs/parameters.md");
    static final Path REST = Path.of("postrider/src/main/resources/org/postrider/config/unhonoured.tsv");
    private static final Pattern COUNT = Pattern.compile("\n([0-9]+) of [0-9]+ have an effect here");

    /// One parameter as the page shows it.
    ///
    /// @param reason why it has no effect; empty where it has
    record Line(Catalogue.Entry entry, String doc, String reason) {
        String row() {
            String since = entry.since().isEmpty() ? "" : ", since " + entry.since();
            String effect = reason.isEmpty() ? "" : " *No effect here: " + reason + ".*";
            return "| `" + entry.name() + "` | " + kind() + since + " | " + fallback() + " | "
                + cell(doc + effect) + " |\n";
        }

        private String kind() {
            return switch (entry.kind()) {
                case TIME -> "time";
                case NUMBER -> "number";
                case SIZE -> "size";
                case BOOLEAN -> "yes/no";
                case TEXT -> "text";
                case RAW -> "text, `$name` replaced at use";
            } + bounds();
        }

        private String bounds() {
            if (entry.least().isEmpty() && entry.most().isEmpty()) return "";
            if (entry.kind() == Param.Kind.TEXT) return entry.least().equals("1") ? ", not empty" : "";
            return (entry.least().isEmpty() ? "" : ", from " + entry.least())
                + (entry.most().isEmpty() ? "" : ", up to " + entry.most());
        }

        private String fallback() {
            String text = entry.fallback().strip();
            return text.isEmpty() ? "" : "`" + cell(text) + "`";
        }

        private static String cell(String text) {
            return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
        }
    }

    private final Map<String, Param<?>> declared = new HashMap<>();
    private final Unhonoured rest = Unhonoured.load();

    ParameterReference() {
        for (var param : DeclaredParams.ALL) declared.put(param.name(), param);
    }

    /// Names that nothing is said of.
    List<String> missing() {
        return Catalogue.get().all().stream().map(Catalogue.Entry::name)
            .filter(name -> line(name).isEmpty()).toList();
    }

    /// Names that a room declares and that unhonoured.tsv still has.
    List<String> twice() {
        return rest.all().keySet().stream().filter(name -> declared.containsKey(name) || isTransport(name)).toList();
    }

    private static boolean isTransport(String name) {
        String prefix = "transport";
        return name.startsWith(prefix + "_") && family(name.substring(prefix.length())).isPresent();
    }

    private static Optional<ParamFamily<?>> family(String suffix) {
        return DeclaredParams.FAMILIES.stream().filter(one -> one.suffix().equals(suffix)).findFirst();
    }

    private Optional<Line> line(String name) {
        var entry = Catalogue.get().find(name).orElseThrow();
        var param = declared.get(name);
        if (param != null) return Optional.of(new Line(entry, param.doc(), param.notHonoured()));
        if (isTransport(name)) {
            var common = family(name.substring("transport".length())).orElseThrow().common();
            return Optional.of(new Line(entry, "`" + common.name() + "` for one transport; put its name in the place of"
                + " `transport`.", ""));
        }
        return rest.find(name).map(one -> new Line(entry, one.doc(), one.reason()));
    }

    /// The page.
    String page() {
        var rows = new StringBuilder();
        int all = 0, honoured = 0;
        for (var entry : Catalogue.get().all()) {
            var line = line(entry.name());
            if (line.isEmpty()) continue;
            all++;
            if (line.get().reason().isEmpty()) honoured++;
            rows.append(line.get().row());
        }
        return """
            # Parameters

            All parameters of main.cf, with the types and defaults of Postfix 3.11. This page is printed from the code:
            after a change, run `./parameters`.

            %d of %d have an effect here. One that has none is warned of at start and by `postconf` when main.cf sets
            it, unless no mail goes another way for it.

            Times have the unit s, m, h, d or w; without one they have that of their default. `$name` stands for
            another parameter's value.

            | Parameter | Type | Default | What it does |
            |---|---|---|---|
            """.formatted(honoured, all) + rows;
    }

    /// How many a page says have an effect.
    static int count(String page) {
        var found = COUNT.matcher(page);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /// @param none not used
    public static void main(String[] none) throws IOException {
        Path root = Project.root();
        var taken = new TreeSet<>(new ParameterReference().twice());
        var kept = new StringBuilder();
        for (String line : Project.read(root.resolve(REST)).split("\n"))
            if (!taken.contains(line.substring(0, line.indexOf('\t')))) kept.append(line).append('\n');
        Files.write(root.resolve(REST), Latin1.bytes(kept.toString()));
        Files.writeString(root.resolve(PAGE), new ParameterReference().page(), StandardCharsets.ISO_8859_1);
    }
}
