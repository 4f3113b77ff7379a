namespace LiveStyle.Live.Control;

/// <summary>The looks that were, for undo, and those that were undone.</summary>
/// <remarks>Thread-safety: one thread at a time.</remarks>
sealed class DeskHistory(TimeProvider time)
{
    /// <summary>Steps that are remembered.</summary>
    public const int Depth = 100;

    /// <summary>Movements of one thing that follow each other within this count as one step.</summary>
    static readonly TimeSpan Gesture = TimeSpan.FromSeconds(1);

    readonly List<DeskLook> undone = [];
    readonly List<DeskLook> past = [];
    string? moved;
    long movedAt;

    public bool CanUndo => past.Count > 0;

    public bool CanRedo => undone.Count > 0;

    /// <summary>Remembers the look before a step.</summary>
    /// <param name="before">The look.</param>
    /// <param name="move">What the step moves, by a name, where steps of the same name belong together; null where none do.</param>
    public void Remember(DeskLook before, string? move)
    {
        undone.Clear();
        long now = time.GetTimestamp();
        if (move is null || move != moved || time.GetElapsedTime(movedAt, now) > Gesture)
        {
            past.Add(before);
            if (past.Count > Depth)
            {
                past.RemoveAt(0);
            }
        }

        (moved, movedAt) = (move, now);
    }

    /// <summary>The look before the last step; null where there is none.</summary>
    public DeskLook? Undo(DeskLook current) => Step(past, undone, current);

    /// <summary>The look after the step that was undone last; null where there is none.</summary>
    public DeskLook? Redo(DeskLook current) => Step(undone, past, current);

    DeskLook? Step(List<DeskLook> from, List<DeskLook> to, DeskLook current)
    {
        if (from.Count == 0)
        {
            return null;
        }

        DeskLook look = from[^1];
        from.RemoveAt(from.Count - 1);
        to.Add(current);
        moved = null;
        return look;
    }
}
