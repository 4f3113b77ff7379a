using LiveStyle.Time;

namespace LiveStyle.Frames;

/// <summary>A frame that knows when it is shown, wherever its pixels are.</summary>
public interface ITimedFrame
{
    /// <summary>When the frame is shown.</summary>
    Timestamp Timestamp { get; }
}
