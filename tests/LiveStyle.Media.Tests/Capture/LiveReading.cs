using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>The reading side of live tests.</summary>
static class LiveReading
{
    public static LiveSourceOptions Quick { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(50) };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The sender may not listen yet, and serves the first who connects: so it is not tried before.</summary>
    public static async Task<LiveSource> OpenAsync(int port, LiveSourceOptions options)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await LiveSource.OpenAsync(LiveSender.Address(port), options, Cancellation);
            }
            catch (MediaException failure) when (attempt < 200 && failure.Message.Contains("Connection refused"))
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    public static async Task<LiveSourceState> LostAsync(LiveSource source)
    {
        while (source.State.IsConnected)
        {
            await Task.Delay(5, Cancellation);
        }

        return source.State;
    }

    public static async Task<List<double>> ReadAsync(
        LiveSource source, long count, Action<Span<byte>>? look = null, Func<bool>? until = null, CancellationToken? cancellation = null)
    {
        var times = new List<double>();
        while (times.Count < count && until?.Invoke() != true)
        {
            using HostFrame frame = (await source.ReadAsync(cancellation ?? Cancellation))!;
            Assert.Equal(source.Size, frame.Size);
            look?.Invoke(frame.Pixels);
            times.Add(frame.Timestamp.Seconds);
        }

        return times;
    }
}
