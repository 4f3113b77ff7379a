using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Time;

namespace LiveStyle.Media.Capture;

/// <summary>What a camera can deliver, and what to ask for instead of what it can't.</summary>
static class CameraModes
{
    /// <summary>Of a camera of this system, as ffmpeg tells; empty where it does not.</summary>
    public static async Task<IReadOnlyList<CaptureMode>> OfAsync(LiveInput camera, CancellationToken cancellation) => camera.Device switch
    {
        "dshow" => DirectShowDevices.Modes(await DirectShowDevices.AskAsync(camera.Target, cancellation).ConfigureAwait(false)),
        "avfoundation" => AvFoundationDevices.Modes(await AvFoundationDevices.AskAsync(camera.Target, cancellation).ConfigureAwait(false)),
        _ => V4l2Devices.Modes(await V4l2Devices.AskAsync(camera.Target, cancellation).ConfigureAwait(false)),
    };

    /// <summary>Names the nearest to what was asked for; null where a camera has that, or does not tell what it has.</summary>
    public static string? Advice(IReadOnlyList<CaptureMode> modes, FrameSize? size, Rational? rate)
    {
        if (modes.Count == 0)
        {
            return null;
        }

        if (size is { } asked && !modes.Any(mode => mode.Size == asked))
        {
            FrameSize nearest = modes.MinBy(mode => Math.Abs(mode.Size.Width - asked.Width) + Math.Abs(mode.Size.Height - asked.Height))!.Size;
            return $"it has no pictures of {asked}; the nearest are {nearest}";
        }

        CaptureMode[] rated = [.. modes.Where(mode => (size is null || mode.Size == size) && mode.LowestRate is not null && mode.HighestRate is not null)];
        if (rate is not { IsKnown: true } wanted || rated.Length == 0 || rated.Any(mode => mode.LowestRate!.Value.ToDouble() - 0.1 <= wanted.ToDouble() && wanted.ToDouble() <= mode.HighestRate!.Value.ToDouble() + 0.1))
        {
            return null;
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"it does not give {wanted.ToDouble():0.###} frames per second{(size is { } of ? $" of {of}" : "")}, but {rated.Min(mode => mode.LowestRate!.Value.ToDouble()):0.###} to {rated.Max(mode => mode.HighestRate!.Value.ToDouble()):0.###}");
    }
}
