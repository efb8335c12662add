package org.postrider.os;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Platform threads for native calls that may block. The caller waits for the result; a virtual thread waits without
/// holding its carrier.
public final class NativePool implements AutoCloseable {
    /// A piece of work that fails as file work does.
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /// Threads leave after this long without work: an idle house should be small.
    private static final long IDLE_SECONDS = 30;
    private final ThreadPoolExecutor threads;

    /// @param size how many pieces of work run at once; further callers wait. What waits is bounded by the callers,
    ///     as each of them waits for its own piece.
    public NativePool(String name, int size) {
        threads = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Runs the work on a thread of the pool and returns what it returned or throws what it threw.
    ///
    /// An interrupt of the caller does not stop the work: half of a file operation helps nobody. It stays set.
    public <T> T call(Work<T> work) throws IOException {
        var result = new CompletableFuture<T>();
        threads.execute(() -> {
            try {
                result.complete(work.run());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return await(result);
    }

    /// The same where the caller is a virtual thread; at once on a platform thread, which may block.
    public <T> T callUnlessPlatform(Work<T> work) throws IOException {
        return Thread.currentThread().isVirtual() ? call(work) : work.run();
    }

    static <T> T await(CompletableFuture<T> result) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw rethrown(failed.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static IOException rethrown(Throwable cause) {
        return switch (cause) {
            case IOException expected -> expected;
            case RuntimeException bug -> throw bug;
            case Error bug -> throw bug;
            default -> throw new IllegalStateException(cause);
        };
    }

    /// No more work is taken; what runs is left to end.
    @Override public void close() {
        threads.shutdown();
    }
}
