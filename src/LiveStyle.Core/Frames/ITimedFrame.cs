using LiveStyle.Time;

namespace LiveStyle.Frames;

/// <summary>A frame that knows when it is shown, wherever its pixels are.</summary>
public interface ITimedFrame
{
    /// <summary>The moment at which the frame is shown.</summary>
    Timestamp Timestamp { get; }
}
