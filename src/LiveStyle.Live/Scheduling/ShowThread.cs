namespace LiveStyle.Live.Scheduling;

/// <summary>Runs what must not share a thread with anything, as a task.</summary>
static class ShowThread
{
    /// <summary>Begins it on a thread of its own; the task ends with it, and fails with what it throws.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="run">What runs.</param>
    /// <param name="priority">Above normal for what is short and must be in time.</param>
    public static Task Run(string name, Action run, ThreadPriority priority = ThreadPriority.Normal)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                run();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            Name = name,
            IsBackground = true,
            Priority = priority,
        };
        thread.Start();
        return done.Task;
    }
}
