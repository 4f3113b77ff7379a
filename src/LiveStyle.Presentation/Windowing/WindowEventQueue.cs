namespace LiveStyle.Presentation.Windowing;

/// <summary>Events in order, in memory that is allocated once.</summary>
/// <remarks>A move after a move, a resize after a resize and a refresh after a refresh replace each other: only the last one means
/// anything. When nobody reads, the oldest are lost. Thread-safety: none.</remarks>
sealed class WindowEventQueue
{
    const int Capacity = 256;

    readonly WindowEvent[] ring = new WindowEvent[Capacity];
    int first;
    int count;

    public void Write(in WindowEvent happened)
    {
        if (count > 0 && IsReplaceable(happened.Kind) && Last.Kind == happened.Kind)
        {
            Last = happened;
            return;
        }

        if (count == Capacity)
        {
            first = (first + 1) % Capacity;
            count--;
        }

        count++;
        Last = happened;
    }

    public bool TryRead(out WindowEvent happened)
    {
        happened = count > 0 ? ring[first] : default;
        if (count == 0)
        {
            return false;
        }

        first = (first + 1) % Capacity;
        count--;
        return true;
    }

    ref WindowEvent Last => ref ring[(first + count - 1) % Capacity];

    static bool IsReplaceable(WindowEventKind kind) => kind is WindowEventKind.MouseMoved or WindowEventKind.Resized
        or WindowEventKind.Refreshed or WindowEventKind.Rescaled;
}
