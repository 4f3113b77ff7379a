using LiveStyle.Frames;

namespace LiveStyle.Stylization.Steadiness;

/// <summary>
/// What a <see cref="FrameSteadier"/> remembers of the pictures so far: for each pixel their mean, and of how many it is. A film, or a part
/// of one that must look the same however it came about, has one of its own.
/// </summary>
/// <remarks>Owned by who made it, and used by one thread at a time. Takes 16 bytes a pixel from the first picture on.</remarks>
public sealed class SteadyHistory
{
    FrameSize size;
    SteadyPlane? now, before;

    /// <summary>Whether there is nothing yet to steady by.</summary>
    public bool IsEmpty { get; private set; } = true;

    internal SteadyPlane Now => now!;

    internal SteadyPlane Before => before!;

    /// <summary>Forgets all: the next picture is shown as it is.</summary>
    public void Reset() => IsEmpty = true;

    /// <summary>Goes on to the next picture.</summary>
    /// <returns>Whether the one before can be used.</returns>
    internal bool Advance(FrameSize next)
    {
        bool isUsable = !IsEmpty && next == size;
        if (next != size || now is null)
        {
            (now, before, size) = (new SteadyPlane(next), new SteadyPlane(next), next);
        }

        (now, before) = (before!, now);
        IsEmpty = false;
        return isUsable;
    }
}
