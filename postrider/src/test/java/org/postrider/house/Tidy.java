package org.postrider.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// What one source file does beyond the red lines.
final class Tidy extends TreePathScanner<Void, Void> {
    /// The red lines, by the names that the ratchet's file uses.
    enum Line {
        LONG_METHOD("a method of more than " + METHOD_LINES + " lines"),
        LONG_FILE("a file of more than " + FILE_LINES + " lines that is not *Params"),
        MANY_PARAMETERS("more than " + PARAMETERS + " parameters where no record gathers them"),
        DEEP_NESTING("statements nested more than " + LEVELS + " levels deep"),
        LONG_LINE("a line of more than " + COLUMNS + " characters"),
        OPEN_MARK("a mark of unfinished work"),
        SKIPPED_TEST("a test that may not run"),
        SLEEPING_TEST("a test that sleeps"),
        MUTABLE_STATIC("a static field that can change"),
        RETURNED_NULL("null given back by a method"),
        INHERITANCE("inheritance from a class of ours that is no exception");

        final String meaning;

        Line(String meaning) {
            this.meaning = meaning;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record Offence(Line line, String file, long place, String what) {
        @Override public String toString() {
            return file + ":" + place + ": " + what + " (" + line.meaning + ")";
        }
    }

    /// A source file.
    ///
    /// @param test whether it is of the test tree
    record Source(String file, String text, CompilationUnitTree tree, boolean test) {}

    private static final int METHOD_LINES = 70;
    private static final int FILE_LINES = 700;
    private static final int PARAMETERS = 4;
    /// Of statements, the method's own ones being on the first.
    private static final int LEVELS = 4;
    private static final int COLUMNS = 120;
    /// In pieces, so as not to find itself.
    private static final Pattern MARK = Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|X" + "XX)\\b");
    private static final Set<String> CHANGEABLE = Set.of(
        "ArrayList", "ArrayDeque", "LinkedList", "HashMap", "LinkedHashMap", "TreeMap", "HashSet", "TreeSet",
        "ConcurrentHashMap", "ConcurrentLinkedQueue", "LinkedBlockingQueue", "AtomicInteger", "AtomicLong",
        "AtomicBoolean", "AtomicReference", "LongAdder", "StringBuilder", "ThreadLocal");

    private final Source source;
    private final SourcePositions positions;
    private final Set<String> ourClasses;
    private final List<Offence> offences = new ArrayList<>();
    private int depth;

    private Tidy(Source source, SourcePositions positions, Set<String> ourClasses) {
        this.source = source;
        this.positions = positions;
        this.ourClasses = ourClasses;
    }

    /// @param ourClasses simple names of all classes of the project
    static List<Offence> offences(Source source, SourcePositions positions, Set<String> ourClasses) {
        var tidy = new Tidy(source, positions, ourClasses);
        tidy.lines();
        tidy.scan(source.tree, null);
        return tidy.offences;
    }

    private void lines() {
        String[] lines = source.text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            // The text is Latin-1 of UTF-8 bytes: those that continue a character are no columns.
            long columns = lines[i].chars().filter(c -> (c & 0xC0) != 0x80 || c > 0xFF).count();
            if (columns > COLUMNS) add(Line.LONG_LINE, i + 1, columns + " characters");
            var mark = MARK.matcher(lines[i]);
            if (mark.find()) add(Line.OPEN_MARK, i + 1, mark.group());
        }
        if (lines.length - 1 > FILE_LINES && !source.file.endsWith("Params.java"))
            add(Line.LONG_FILE, 1, (lines.length - 1) + " lines");
    }

    private void add(Line line, long place, String what) {
        offences.add(new Offence(line, source.file, place, what));
    }

    private void add(Line line, Tree tree, String what) {
        add(line, place(positions.getStartPosition(source.tree, tree)), what);
    }

    private long place(long position) {
        return source.tree.getLineMap().getLineNumber(position);
    }

    @Override public Void visitClass(ClassTree tree, Void none) {
        Tree parent = tree.getExtendsClause();
        String name = parent == null ? "" : simple(parent);
        if (!name.isEmpty() && ourClasses.contains(name) && !name.endsWith("Exception"))
            add(Line.INHERITANCE, tree, tree.getSimpleName() + " extends " + name);
        for (Tree member : tree.getMembers())
            if (member instanceof VariableTree field) field(tree, field);
        int outer = depth;
        depth = 0;
        super.visitClass(tree, none);
        depth = outer;
        return none;
    }

    private void field(ClassTree owner, VariableTree field) {
        boolean constant = field.getModifiers().getFlags().contains(Modifier.FINAL)
            || owner.getKind() == Tree.Kind.INTERFACE || isEnumConstant(owner, field);
        boolean isStatic = field.getModifiers().getFlags().contains(Modifier.STATIC)
            || owner.getKind() == Tree.Kind.INTERFACE;
        boolean changeable = field.getInitializer() instanceof NewClassTree made
            && CHANGEABLE.contains(simple(made.getIdentifier()));
        if (isStatic && (!constant || changeable)) add(Line.MUTABLE_STATIC, field, field.getName().toString());
    }

    private static boolean isEnumConstant(ClassTree owner, VariableTree field) {
        return owner.getKind() == Tree.Kind.ENUM && field.getInitializer() instanceof NewClassTree made
            && simple(made.getIdentifier()).equals(owner.getSimpleName().toString());
    }

    /// The last word of a type's name, without its type arguments.
    private static String simple(Tree type) {
        return type.toString().replaceFirst("<.*", "").replaceFirst(".*\\.", "");
    }

    @Override public Void visitMethod(MethodTree tree, Void none) {
        long lines = place(positions.getEndPosition(source.tree, tree))
            - place(positions.getStartPosition(source.tree, tree)) + 1;
        if (lines > METHOD_LINES) add(Line.LONG_METHOD, tree, tree.getName() + " has " + lines + " lines");
        boolean override = tree.getModifiers().getAnnotations().stream()
            .anyMatch(one -> simple(one.getAnnotationType()).equals("Override"));
        if (tree.getParameters().size() > PARAMETERS && !override && !isCanonical(tree))
            add(Line.MANY_PARAMETERS, tree, tree.getName() + " has " + tree.getParameters().size());
        return super.visitMethod(tree, none);
    }

    /// A constructor of a record gathers what belongs together: that is what the red line asks for.
    private boolean isCanonical(MethodTree tree) {
        return tree.getName().contentEquals("<init>")
            && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree owner
            && owner.getKind() == Tree.Kind.RECORD;
    }

    @Override public Void visitReturn(ReturnTree tree, Void none) {
        if (!source.test && isNull(tree.getExpression()) && !isInLambda()) add(Line.RETURNED_NULL, tree, "null");
        return super.visitReturn(tree, none);
    }

    private static boolean isNull(Tree value) {
        if (value instanceof ParenthesizedTree inner) return isNull(inner.getExpression());
        if (value instanceof ConditionalExpressionTree choice)
            return isNull(choice.getTrueExpression()) || isNull(choice.getFalseExpression());
        return value != null && value.getKind() == Tree.Kind.NULL_LITERAL;
    }

    /// A `Callable<Void>` has nothing else to give back.
    private boolean isInLambda() {
        for (Tree tree : getCurrentPath()) {
            if (tree instanceof LambdaExpressionTree) return true;
            if (tree instanceof MethodTree) return false;
        }
        return false;
    }

    @Override public Void visitAnnotation(AnnotationTree tree, Void none) {
        String name = simple(tree.getAnnotationType());
        if (name.startsWith("Disabled") || name.startsWith("EnabledIf") || name.startsWith("EnabledOn"))
            add(Line.SKIPPED_TEST, tree, "@" + name);
        return super.visitAnnotation(tree, none);
    }

    @Override public Void visitIdentifier(IdentifierTree tree, Void none) {
        if (tree.getName().contentEquals("Assumptions")) add(Line.SKIPPED_TEST, tree, "Assumptions");
        return super.visitIdentifier(tree, none);
    }

    @Override public Void visitMemberSelect(MemberSelectTree tree, Void none) {
        if (tree.getIdentifier().contentEquals("Assumptions")) add(Line.SKIPPED_TEST, tree, "Assumptions");
        return super.visitMemberSelect(tree, none);
    }

    @Override public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
        String called = tree.getMethodSelect().toString();
        if (source.test && (called.endsWith("Thread.sleep") || called.matches(".*(?:SECONDS|MINUTES)\\.sleep")))
            add(Line.SLEEPING_TEST, tree, called);
        return super.visitMethodInvocation(tree, none);
    }

    /// Runs deeper by a level; says so where the level is one too many.
    private void deeper(Tree tree, Runnable inside) {
        depth++;
        if (depth == LEVELS) add(Line.DEEP_NESTING, tree, "one level too many");
        inside.run();
        depth--;
    }

    @Override public Void visitIf(IfTree tree, Void none) {
        boolean isElseIf = getCurrentPath().getParentPath().getLeaf() instanceof IfTree outer
            && outer.getElseStatement() == tree;
        if (isElseIf) return super.visitIf(tree, none);
        deeper(tree, () -> super.visitIf(tree, none));
        return none;
    }

    @Override public Void visitForLoop(ForLoopTree tree, Void none) {
        deeper(tree, () -> super.visitForLoop(tree, none));
        return none;
    }

    @Override public Void visitEnhancedForLoop(EnhancedForLoopTree tree, Void none) {
        deeper(tree, () -> super.visitEnhancedForLoop(tree, none));
        return none;
    }

    @Override public Void visitDoWhileLoop(DoWhileLoopTree tree, Void none) {
        deeper(tree, () -> super.visitDoWhileLoop(tree, none));
        return none;
    }

    @Override public Void visitWhileLoop(WhileLoopTree tree, Void none) {
        deeper(tree, () -> super.visitWhileLoop(tree, none));
        return none;
    }

    @Override public Void visitTry(TryTree tree, Void none) {
        deeper(tree, () -> super.visitTry(tree, none));
        return none;
    }

    @Override public Void visitSynchronized(SynchronizedTree tree, Void none) {
        deeper(tree, () -> super.visitSynchronized(tree, none));
        return none;
    }

    @Override public Void visitCase(CaseTree tree, Void none) {
        if (!(tree.getBody() instanceof BlockTree)) return super.visitCase(tree, none);
        deeper(tree, () -> super.visitCase(tree, none));
        return none;
    }

    @Override public Void visitLambdaExpression(LambdaExpressionTree tree, Void none) {
        if (!(tree.getBody() instanceof BlockTree)) return super.visitLambdaExpression(tree, none);
        deeper(tree, () -> super.visitLambdaExpression(tree, none));
        return none;
    }
}
