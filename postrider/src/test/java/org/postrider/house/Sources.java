package org.postrider.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Java sources, parsed but not compiled.
record Sources(List<Tidy.Source> sources, SourcePositions positions) {

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    /// @param texts by path within the project
    static Sources parse(Map<String, String> texts) {
        var files = new ArrayList<Text>();
        texts.forEach((path, text) -> files.add(new Text(path, text)));
        var options = List.of("--release", "25");
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, files);
        var sources = new ArrayList<Tidy.Source>();
        try {
            for (CompilationUnitTree tree : task.parse()) sources.add(source(tree, texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sources(sources, Trees.instance(task).getSourcePositions());
    }

    private static Tidy.Source source(CompilationUnitTree tree, Map<String, String> texts) {
        String path = tree.getSourceFile().toUri().getPath().substring(1);
        return new Tidy.Source(path, texts.get(path), tree, path.contains("src/test/"));
    }

    List<Tidy.Offence> offences() {
        Set<String> ours = classes();
        var offences = new ArrayList<Tidy.Offence>();
        for (Tidy.Source source : sources) offences.addAll(Tidy.offences(source, positions, ours));
        return offences;
    }

    private Set<String> classes() {
        var names = new HashSet<String>();
        var scanner = new TreeScanner<Void, Void>() {
            @Override public Void visitClass(ClassTree tree, Void none) {
                names.add(tree.getSimpleName().toString());
                return super.visitClass(tree, none);
            }
        };
        for (Tidy.Source source : sources) scanner.scan(source.tree(), null);
        return names;
    }
}
