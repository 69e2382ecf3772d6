using System.Runtime.InteropServices;

namespace Simd.Nets;

/// <summary>
/// The threads that share a pass with its caller. A worker that has nothing to do looks for work for a moment and then sleeps: waking it
/// costs tens of microseconds, and one step follows upon another. The pool serves one caller at a time; who finds it taken works alone. Who
/// does an item never shows in a result.
/// </summary>
/// <remarks>
/// Everyone begins with a range of items of his own, the same in every run of as many items, and then helps the others: what a step leaves
/// in a core's caches (activations, moments) is there in the next, where the cores may be far apart.
/// </remarks>
internal static class WorkerPool
{
    private static readonly Lock Taken = new();
    private static Worker[] workers = [];

    private static Share[] shares = [];
    private static long run;
    private static Opened opened;
    private static ParallelJob? job;
    private static int sharers;
    private static Counter done;
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
                work.Run(item, participant: 0);
            }

            return;
        }

        try
        {
            Recruit(wanted);
            SetUp(work, count, wanted + 1);
            for (int worker = 0; worker < wanted; worker++)
            {
                workers[worker].Wake();
            }

            while (TryRunItem(0))
            {
            }

            var wait = default(SpinWait);
            while (Volatile.Read(ref done.Value) < count)
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

    // The shares are closed meanwhile: a late worker may still hold what he read of the last run.
    private static void SetUp(ParallelJob work, int count, int participants)
    {
        Close(shares);
        (job, sharers, done.Value) = (work, participants, 0);
        run++;
        for (int participant = 0; participant < participants; participant++)
        {
            ref Share share = ref shares[participant];
            share.End = First(participant + 1, count, participants);
            Interlocked.Exchange(ref share.Next, (run << 32) | (uint)First(participant, count, participants));
        }

        Volatile.Write(ref opened.Run, run);
    }

    private static void Close(Share[] closed)
    {
        run++;
        foreach (ref Share share in closed.AsSpan())
        {
            Interlocked.Exchange(ref share.Next, (run << 32) | int.MaxValue);
        }
    }

    /// <summary>The first item of a share.</summary>
    private static int First(int participant, int count, int participants) => (int)((long)count * participant / participants);

    /// <summary>Does the next item of one's own share, or of another's.</summary>
    /// <param name="participant">0 is the caller; one that was not asked for does nothing.</param>
    private static bool TryRunItem(int participant)
    {
        int participants = Volatile.Read(ref sharers);
        for (int other = participant; participant < participants && other < participant + participants; other++)
        {
            if (TryRunItemOf(other < participants ? other : other - participants, participant))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryRunItemOf(int owner, int participant)
    {
        Share[] all = Volatile.Read(ref shares);
        while (owner < all.Length)
        {
            long seen = Volatile.Read(ref all[owner].Next);
            int item = (int)seen;
            int participants = Volatile.Read(ref sharers);
            if (participant >= participants || item >= Volatile.Read(ref all[owner].End))
            {
                return false;
            }

            // Who raises what he read owns that item, and with it the run: what he read of it was this run's.
            if (Interlocked.CompareExchange(ref all[owner].Next, seen + 1, seen) == seen)
            {
                RunItem(item, participant);
                return true;
            }
        }

        return false;
    }

    private static void RunItem(int item, int participant)
    {
        try
        {
            job!.Run(item, participant);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
        }
        finally
        {
            Interlocked.Increment(ref done.Value);
        }
    }

    private static void Recruit(int count)
    {
        int there = workers.Length;
        if (there < count)
        {
            // Who still looks at the old shares finds them closed for ever.
            Close(shares);
            var more = new Share[count + 1];
            Close(more);
            Volatile.Write(ref shares, more);
            Array.Resize(ref workers, count);
            for (int worker = there; worker < count; worker++)
            {
                workers[worker] = new Worker(worker + 1);
            }
        }
    }

    /// <summary>The number of the run above, the next item of a share below; alone in its cache lines.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        [FieldOffset(64)]
        public long Next;

        [FieldOffset(72)]
        public int End;
    }

    /// <summary>The run whose shares are all open, or were: who found nothing to do in it need not look again.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Opened
    {
        [FieldOffset(64)]
        public long Run;
    }

    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Counter
    {
        [FieldOffset(64)]
        public int Value;
    }

    private sealed class Worker
    {
        // Some 50 µs on a machine of today.
        private const int Looks = 1500;

        private readonly SemaphoreSlim bell = new(0);
        private readonly int participant;
        private int asleep;

        public Worker(int participant)
        {
            this.participant = participant;
            new Thread(Work) { IsBackground = true, Name = $"Simd.Nets worker {participant}" }.Start();
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
                long exhausted = 0;
                for (int look = 0; look < Looks; look++)
                {
                    long seen = Volatile.Read(ref opened.Run);
                    if (seen != exhausted && TryRunItem(participant))
                    {
                        look = 0;
                        continue;
                    }

                    exhausted = seen;
                    Thread.SpinWait(1);
                }

                // Work that came between the last look and this line is seen now; what comes later rings.
                Interlocked.Exchange(ref asleep, 1);
                if (TryRunItem(participant))
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
