package io.github.dcssync.database;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in a transaction, and the whole of it again after a conflict with others. */
final class RepeatedTransactions extends TransactionTemplate {

    private static final long serialVersionUID = 1L;

    RepeatedTransactions(PlatformTransactionManager transactions) {
        super(transactions);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        return Conflicts.repeat(() -> super.execute(work));
    }
}
