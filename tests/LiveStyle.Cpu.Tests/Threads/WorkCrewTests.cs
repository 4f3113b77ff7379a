using LiveStyle.Cpu.Threads;
using Xunit;

namespace LiveStyle.Cpu.Tests.Threads;

public sealed class WorkCrewTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(9)]
    public void Each_task_is_done_once_and_no_step_begins_before_the_one_before_has_ended(int threads)
    {
        using var crew = new WorkCrew(threads);
        for (int run = 0; run < 200; run++)
        {
            var steps = new CountedStep[7];
            for (int i = 0; i < steps.Length; i++)
            {
                steps[i] = new CountedStep(1 + (run + i * 5) % 13, i == 0 ? null : steps[i - 1], threads);
            }

            crew.Run(steps, TestContext.Current.CancellationToken);

            Assert.All(steps, step => Assert.True(step.HasEnded && step.Counts.All(count => count == 1)));
        }
    }

    [Theory, InlineData(1), InlineData(4)]
    public void A_failure_of_a_task_reaches_the_caller_and_the_crew_goes_on(int threads)
    {
        using var crew = new WorkCrew(threads);
        var failing = new CountedStep(20, null, threads) { FailsAt = 11 };

        Assert.Equal("task 11", Assert.Throws<InvalidOperationException>(() => crew.Run([failing, new CountedStep(3, failing, threads)], TestContext.Current.CancellationToken)).Message);

        var step = new CountedStep(20, null, threads);
        crew.Run([step], TestContext.Current.CancellationToken);
        Assert.True(step.HasEnded);
    }

    [Theory, InlineData(1), InlineData(4)]
    public void A_run_that_is_canceled_in_the_middle_of_a_step_leaves_the_rest_undone_and_the_crew_goes_on(int threads)
    {
        using var crew = new WorkCrew(threads);
        using var canceled = new CancellationTokenSource();
        var step = new CountedStep(1000, null, threads) { CancelsAt = 100, Cancellation = canceled };
        var after = new CountedStep(3, step, threads);

        Assert.Throws<OperationCanceledException>(() => crew.Run([step, after], canceled.Token));

        // The other threads had one more each in their hands.
        Assert.InRange(step.Counts.Sum(), 101, 100 + threads);
        Assert.False(step.HasEnded);
        Assert.All(after.Counts, count => Assert.Equal(0, count));
        var next = new CountedStep(20, null, threads);
        crew.Run([next], TestContext.Current.CancellationToken);
        Assert.True(next.HasEnded);
    }

    sealed class CountedStep(int tasks, CountedStep? before, int threads) : IStep
    {
        bool hasBegun;

        public int[] Counts { get; } = new int[tasks];

        public bool HasEnded { get; private set; }

        public int FailsAt { get; init; } = -1;

        public int CancelsAt { get; init; } = -1;

        public CancellationTokenSource? Cancellation { get; init; }

        public string Name => "counted";

        public int Tasks => tasks;

        public void Begin()
        {
            Assert.True(before?.HasEnded ?? true);
            hasBegun = true;
        }

        public void Run(int task, int worker)
        {
            Assert.True(hasBegun && !HasEnded);
            Assert.InRange(worker, 0, threads - 1);
            if (task == FailsAt)
            {
                throw new InvalidOperationException($"task {task}");
            }

            if (task == CancelsAt)
            {
                Cancellation!.Cancel();
            }
            else if (task > CancelsAt)
            {
                Cancellation?.Token.WaitHandle.WaitOne();
            }

            Interlocked.Increment(ref Counts[task]);
        }

        public void End()
        {
            Assert.All(Counts, count => Assert.Equal(1, count));
            HasEnded = true;
        }
    }
}
