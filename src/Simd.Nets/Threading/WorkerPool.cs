namespace Simd.Nets;

/// <summary>
/// The threads that share a pass with its caller. A worker that has nothing to do looks for work for a moment and then sleeps: waking it
/// costs tens of microseconds, and one step follows upon another. The pool serves one caller at a time; who finds it taken works alone. Who
/// does an item never shows in a result.
/// </summary>
internal static class WorkerPool
{
    private static readonly Lock Taken = new();
    private static Worker[] workers = [];

    // The number of the run above, the next item of it below: who raises it from what he read owns that item, and with it the run.
    private static long ticket;
    private static ParallelJob? job;
    private static int items;
    private static int helpers;
    private static int done;
    private static Exception? failure;

    /// <summary>Does all items of a job; returns when the last is done.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="count">Items.</param>
    /// <param name="threads">The caller and so many workers less one.</param>
    public static void Run(ParallelJob work, int count, int threads)
    {
        int wanted = Math.Min(threads, count) - 1;
        if (wanted <= 0 || !Taken.TryEnter())
        {
            for (int item = 0; item < count; item++)
            {
                work.Run(item);
            }

            return;
        }

        try
        {
            Recruit(wanted);
            // Closed while the run is set up: a late worker may still hold a ticket of the last one.
            long run = (Volatile.Read(ref ticket) >> 32) + 1;
            Interlocked.Exchange(ref ticket, (run << 32) | int.MaxValue);
            (job, items, helpers, done) = (work, count, wanted, 0);
            Interlocked.Exchange(ref ticket, (run + 1) << 32);
            for (int worker = 0; worker < wanted; worker++)
            {
                workers[worker].Wake();
            }

            while (TryRunItem(0))
            {
            }

            var wait = default(SpinWait);
            while (Volatile.Read(ref done) < count)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            job = null;
            if (failure is { } exception)
            {
                failure = null;
                throw new InvalidOperationException("a worker failed: " + exception.Message, exception);
            }
        }
        finally
        {
            Taken.Exit();
        }
    }

    /// <summary>Does the next item of the run, if there is one and so many workers are asked for.</summary>
    /// <param name="worker">The worker's number.</param>
    private static bool TryRunItem(int worker)
    {
        while (true)
        {
            long seen = Volatile.Read(ref ticket);
            int item = (int)seen;
            if (item >= Volatile.Read(ref items) || worker >= Volatile.Read(ref helpers))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref ticket, seen + 1, seen) == seen)
            {
                RunItem(item);
                return true;
            }
        }
    }

    private static void RunItem(int item)
    {
        try
        {
            job!.Run(item);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
        }
        finally
        {
            Interlocked.Increment(ref done);
        }
    }

    private static void Recruit(int count)
    {
        int there = workers.Length;
        if (there < count)
        {
            Array.Resize(ref workers, count);
            for (int worker = there; worker < count; worker++)
            {
                workers[worker] = new Worker(worker);
            }
        }
    }

    private sealed class Worker
    {
        // Some 50 µs on a machine of today.
        private const int Looks = 1500;

        private readonly SemaphoreSlim bell = new(0);
        private readonly int number;
        private int asleep;

        public Worker(int number)
        {
            this.number = number;
            new Thread(Work) { IsBackground = true, Name = $"Simd.Nets worker {number}" }.Start();
        }

        public void Wake()
        {
            if (Interlocked.Exchange(ref asleep, 0) == 1)
            {
                bell.Release();
            }
        }

        private void Work()
        {
            while (true)
            {
                for (int look = 0; look < Looks; look++)
                {
                    if (TryRunItem(number))
                    {
                        look = 0;
                    }

                    Thread.SpinWait(1);
                }

                // Work that came between the last look and this line is seen now; what comes later rings.
                Interlocked.Exchange(ref asleep, 1);
                if (TryRunItem(number))
                {
                    if (Interlocked.Exchange(ref asleep, 0) == 1)
                    {
                        continue;
                    }
                }

                bell.Wait();
            }
        }
    }
}
