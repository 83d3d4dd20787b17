package dt.sshconfig;

import java.util.List;

/** A {@code Host} or {@code Match} line and what stands below it. */
record Block(Condition condition, List<Statement> statements) {
    Block {
        statements = List.copyOf(statements);
    }

    boolean asksForFinalPass() {
        boolean asks = condition instanceof Condition.When(var where, var criteria)
                && criteria.stream().anyMatch(c -> c.kind() == Criterion.Kind.FINAL);
        return asks || statements.stream().anyMatch(Block::includesFinalPass);
    }

    private static boolean includesFinalPass(Statement statement) {
        return statement instanceof Statement.Included(var files)
                && files.stream().anyMatch(Blocks::askForFinalPass);
    }
}
