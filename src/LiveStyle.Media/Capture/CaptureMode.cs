using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>One of the ways in which a camera delivers its pictures.</summary>
/// <param name="Format">The pictures' coding by ffmpeg's name, such as "mjpeg" or "yuyv422"; empty where it is not told.</param>
/// <param name="Size">The size of the pictures.</param>
/// <param name="LowestRate">The fewest frames per second; null where it is not told.</param>
/// <param name="HighestRate">The most frames per second; null where it is not told.</param>
public sealed record CaptureMode(string Format, FrameSize Size, Rational? LowestRate, Rational? HighestRate);
