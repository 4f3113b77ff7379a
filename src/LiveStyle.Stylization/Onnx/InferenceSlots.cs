namespace LiveStyle.Stylization.Onnx;

/// <summary>Lends slots out, each to one run at a time; who finds none waits. Thread-safe; lending allocates nothing.</summary>
sealed class InferenceSlots<TSlot>
    where TSlot : class, IDisposable
{
    readonly Stack<TSlot> idle;
    readonly Type owner;
    bool closed;

    /// <param name="slots">1 or more; disposed with this.</param>
    /// <param name="owner">Whose they are, for who comes after they were closed.</param>
    public InferenceSlots(IEnumerable<TSlot> slots, Type owner)
    {
        this.owner = owner;
        idle = new Stack<TSlot>(slots);
        Count = idle.Count;
    }

    public int Count { get; }

    /// <summary>Lends a slot out, once one is idle.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ObjectDisposedException">They were closed.</exception>
    /// <exception cref="OperationCanceledException">It was canceled before a slot was idle.</exception>
    public TSlot Rent(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (idle)
        {
            // Who finds a slot registers nothing, so that lending allocates nothing.
            if (idle.Count == 0 && !closed)
            {
                CancellationTokenRegistration wake = cancellation.UnsafeRegister(Wake, idle);
                while (idle.Count == 0 && !closed && !cancellation.IsCancellationRequested)
                {
                    Monitor.Wait(idle);
                }

                // Disposal would wait for a call that waits for this lock.
                wake.Unregister();
            }

            ObjectDisposedException.ThrowIf(closed, owner);
            if (cancellation.IsCancellationRequested)
            {
                // The wake-up may have been meant for one who still wants a slot.
                Monitor.Pulse(idle);
                cancellation.ThrowIfCancellationRequested();
            }

            return idle.Pop();
        }
    }

    public void Return(TSlot slot)
    {
        lock (idle)
        {
            idle.Push(slot);
            Monitor.Pulse(idle);
        }
    }

    static void Wake(object? idle)
    {
        lock (idle!)
        {
            Monitor.PulseAll(idle);
        }
    }

    /// <summary>Turns away who waits, waits for runs under way, and disposes all slots. False where that was begun before.</summary>
    public bool TryClose()
    {
        lock (idle)
        {
            if (closed)
            {
                return false;
            }

            closed = true;
            Monitor.PulseAll(idle);
            while (idle.Count < Count)
            {
                Monitor.Wait(idle);
            }

            while (idle.TryPop(out TSlot? slot))
            {
                slot.Dispose();
            }

            return true;
        }
    }
}
