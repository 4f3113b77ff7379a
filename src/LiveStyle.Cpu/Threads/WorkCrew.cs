using System.Runtime.ExceptionServices;

namespace LiveStyle.Cpu.Threads;

/// <summary>A few threads that do the steps of a run together; the caller's thread is one of them.</summary>
/// <remarks>
/// Threads look for the next step for some microseconds before they sleep: steps are short, and whoever waits for a frame has other work for the
/// core. Thread-safety: one run at a time. A run allocates nothing.
/// </remarks>
sealed class WorkCrew : IDisposable
{
    const int Spins = 60;

    readonly object gate = new();
    readonly Thread[] others;
    IReadOnlyList<IStep> steps = [];
    CancellationToken cancellation;
    Exception? failure;
    int[] taken = [], done = [];
    int begun, runs, working;
    volatile bool isStopped, isClosed;

    /// <param name="threads">The number of threads, the caller's own among them; 1 or more.</param>
    public WorkCrew(int threads)
    {
        others = new Thread[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            int worker = i + 1;
            others[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"LiveStyle.Cpu {worker}" };
            others[i].Start();
        }
    }

    /// <summary>The number of threads, the caller's own among them.</summary>
    public int Count => others.Length + 1;

    /// <summary>Does all steps, one after the other, and ends before it returns.</summary>
    /// <param name="steps">The same list each time allocates nothing.</param>
    /// <param name="cancellation">Ends the run between two tasks.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public void Run(IReadOnlyList<IStep> steps, CancellationToken cancellation)
    {
        Prepare(steps, cancellation);
        steps[0].Begin();
        lock (gate)
        {
            begun = 1;
            runs++;
            working = others.Length;
            Monitor.PulseAll(gate);
        }

        Work(0);
        lock (gate)
        {
            while (working > 0)
            {
                Monitor.Wait(gate);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }

        foreach (Thread thread in others)
        {
            thread.Join();
        }
    }

    void Prepare(IReadOnlyList<IStep> steps, CancellationToken cancellation)
    {
        this.steps = steps;
        this.cancellation = cancellation;
        failure = null;
        isStopped = false;
        if (taken.Length != steps.Count)
        {
            (taken, done) = (new int[steps.Count], new int[steps.Count]);
        }

        Array.Clear(taken);
        Array.Clear(done);
    }

    void Serve(int worker)
    {
        int served = 0;
        while (true)
        {
            lock (gate)
            {
                while (runs == served && !isClosed)
                {
                    Monitor.Wait(gate);
                }

                if (isClosed)
                {
                    return;
                }

                served = runs;
            }

            Work(worker);
            lock (gate)
            {
                working--;
                Monitor.PulseAll(gate);
            }
        }
    }

    void Work(int worker)
    {
        for (int i = 0; i < steps.Count && Reach(i); i++)
        {
            IStep step = steps[i];
            int task;
            while (!isStopped && (task = Interlocked.Increment(ref taken[i]) - 1) < step.Tasks)
            {
                try
                {
                    if (cancellation.IsCancellationRequested)
                    {
                        Stop(null);
                        return;
                    }

                    step.Run(task, worker);
                    if (Interlocked.Increment(ref done[i]) == step.Tasks)
                    {
                        Finish(i);
                    }
                }
                catch (Exception problem)
                {
                    Stop(problem);
                    return;
                }
            }
        }
    }

    /// <summary>Waits until a step has begun. False: there is nothing left to do.</summary>
    bool Reach(int step)
    {
        var spinner = default(SpinWait);
        for (int i = 0; i < Spins; i++)
        {
            if (isStopped || Volatile.Read(ref begun) > step)
            {
                return !isStopped;
            }

            spinner.SpinOnce(sleep1Threshold: -1);
        }

        lock (gate)
        {
            while (!isStopped && begun <= step)
            {
                Monitor.Wait(gate);
            }

            return !isStopped;
        }
    }

    void Finish(int step)
    {
        steps[step].End();
        if (step + 1 < steps.Count)
        {
            steps[step + 1].Begin();
        }

        lock (gate)
        {
            begun = step + 2;
            Monitor.PulseAll(gate);
        }
    }

    void Stop(Exception? problem)
    {
        lock (gate)
        {
            failure ??= problem;
            isStopped = true;
            Monitor.PulseAll(gate);
        }
    }
}
