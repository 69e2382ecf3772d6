using Xunit;

namespace Simd.Nets.Tests.Threading;

public class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_item_is_done_once_by_somebody_who_is_nobody_else(int threads)
    {
        for (int run = 0; run < 2_000; run++)
        {
            // Runs follow upon one another at once, of few items and many, or after workers went to sleep.
            var job = new Counting(items: run % 37, threads);
            WorkerPool.Run(job, run % 37, threads);
            Assert.All(job.Done, times => Assert.Equal(1, times));
            Assert.Equal(0, job.Clashes);
            if (run % 500 == 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    [Fact]
    public void Fewer_threads_behind_more_keep_to_their_numbers()
    {
        for (int run = 0; run < 3_000; run++)
        {
            int threads = 1 + (run * 7 % 5);
            var job = new Counting(items: 1 + (run % 11), threads);
            WorkerPool.Run(job, 1 + (run % 11), threads);
            Assert.All(job.Done, times => Assert.Equal(1, times));
            Assert.Equal(0, job.Clashes);
        }
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_next_run_is_whole()
    {
        var job = new Counting(items: 20, threads: 2, failing: 7);
        var failure = Assert.Throws<InvalidOperationException>(() => WorkerPool.Run(job, 20, 2));
        Assert.Contains("item 7", failure.Message);
        Assert.All(job.Done, times => Assert.Equal(1, times));
        Every_item_is_done_once_by_somebody_who_is_nobody_else(2);
    }

    [Fact]
    public void Callers_at_once_do_not_wait_for_one_another() => Parallel.For(0, 200, run =>
    {
        var job = new Counting(items: 9, threads: 3);
        WorkerPool.Run(job, 9, 3);
        Assert.All(job.Done, times => Assert.Equal(1, times));
        Assert.Equal(0, job.Clashes);
    });

    private sealed class Counting(int items, int threads, int failing = -1) : ParallelJob
    {
        private readonly int[] busy = new int[threads];
        private int clashes;

        public int[] Done { get; } = new int[items];

        public int Clashes => clashes;

        public override void Run(int item, int participant)
        {
            if (participant >= threads || Interlocked.Exchange(ref busy[participant], 1) != 0)
            {
                Interlocked.Increment(ref clashes);
                return;
            }

            Interlocked.Increment(ref Done[item]);
            Thread.SpinWait(item % 5);
            Volatile.Write(ref busy[participant], 0);
            if (item == failing)
            {
                throw new ArgumentException($"item {item}");
            }
        }
    }
}
