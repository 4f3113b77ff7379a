namespace LiveStyle.Stylization.Onnx;

/// <summary>Lends slots out, each to one run at a time; who finds none waits. Thread-safe; lending allocates nothing.</summary>
sealed class InferenceSlots<TSlot>
    where TSlot : class, IDisposable
{
    readonly Stack<TSlot> idle;
    bool closed;

    /// <param name="slots">1 or more; disposed with this.</param>
    public InferenceSlots(IEnumerable<TSlot> slots)
    {
        idle = new Stack<TSlot>(slots);
        Count = idle.Count;
    }

    public int Count { get; }

    /// <exception cref="ObjectDisposedException">They were closed.</exception>
    public TSlot Rent()
    {
        lock (idle)
        {
            while (idle.Count == 0 && !closed)
            {
                Monitor.Wait(idle);
            }

            ObjectDisposedException.ThrowIf(closed, typeof(OnnxStylizer));
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
