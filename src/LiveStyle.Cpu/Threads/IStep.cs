namespace LiveStyle.Cpu.Threads;

/// <summary>A part of a run that is cut into tasks, which may be done by any thread in any order.</summary>
interface IStep
{
    /// <summary>What it does, for people.</summary>
    string Name { get; }

    /// <summary>The number of tasks, 1 or more.</summary>
    int Tasks { get; }

    /// <summary>Prepares what all tasks share, once the step before has ended.</summary>
    void Begin();

    /// <summary>Does one task.</summary>
    /// <param name="task">Its number.</param>
    /// <param name="worker">The thread's number in its crew: whose scratch memory it is to use.</param>
    void Run(int task, int worker);

    /// <summary>Sums up, once all tasks are done.</summary>
    void End();
}
