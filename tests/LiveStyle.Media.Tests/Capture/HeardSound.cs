using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>What a capture has given.</summary>
sealed class HeardSound
{
    readonly Lock gate = new();
    readonly List<short> left = [];
    readonly List<short> right = [];
    readonly List<long> arrivals = [];

    public static SoundCaptureOptions Quick { get; } = new() { RetryDelay = TimeSpan.FromMilliseconds(50) };

    /// <summary>The timestamps of the blocks so far.</summary>
    public long[] Arrivals
    {
        get
        {
            lock (gate)
            {
                return [.. arrivals];
            }
        }
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Take(ReadOnlySpan<short> samples, long arrivedAt)
    {
        lock (gate)
        {
            arrivals.Add(arrivedAt);
            for (int i = 0; i < samples.Length; i += 2)
            {
                left.Add(samples[i]);
                right.Add(samples[i + 1]);
            }
        }
    }

    /// <summary>The sender may not listen yet, and serves the first who connects: so it is not tried before.</summary>
    public async Task<SoundCapture> OpenAsync(int port, SoundCaptureOptions? options = null)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await SoundCapture.OpenAsync(LiveSender.Address(port), options ?? Quick, Take, Cancellation);
            }
            catch (MediaException failure) when (attempt < 200 && failure.Message.Contains("Connection refused"))
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    /// <summary>Waits for so many more moments, and returns them.</summary>
    public async Task<(short[] Left, short[] Right)> NextAsync(int moments)
    {
        int from = Count();
        await UntilAsync(() => Count() >= from + moments);
        lock (gate)
        {
            return ([.. left.Skip(from).Take(moments)], [.. right.Skip(from).Take(moments)]);
        }
    }

    public static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(5, Cancellation);
        }
    }

    /// <summary>Hertz of a tone, by its upward crossings of zero.</summary>
    public static double Frequency(short[] samples) =>
        Enumerable.Range(1, samples.Length - 1).Count(i => samples[i - 1] < 0 && samples[i] >= 0) * 48_000.0 / samples.Length;

    int Count()
    {
        lock (gate)
        {
            return left.Count;
        }
    }
}
