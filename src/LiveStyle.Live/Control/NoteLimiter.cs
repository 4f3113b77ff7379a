using System.Globalization;

namespace LiveStyle.Live.Control;

/// <summary>Tells a person what went wrong, and no more than one line in a while, however much goes wrong.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="time">The clock.</param>
/// <param name="tell">Told a line; null: nobody is.</param>
sealed class NoteLimiter(TimeProvider time, Action<string>? tell)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly Lock gate = new();
    long toldAt;
    long unsaid;
    bool hasTold;

    /// <summary>Tells a line, or counts it where one was told just now.</summary>
    /// <param name="line">Makes the line; not called where it would not be told.</param>
    /// <param name="state">What it makes it of, so that nothing is allocated for what isn't told.</param>
    public void Note<T>(T state, Func<T, string> line)
        where T : allows ref struct
    {
        long before;
        lock (gate)
        {
            long now = time.GetTimestamp();
            if (tell is null || (hasTold && time.GetElapsedTime(toldAt, now) < Pause))
            {
                unsaid++;
                return;
            }

            (before, unsaid, toldAt, hasTold) = (unsaid, 0, now, true);
        }

        string text = line(state);
        tell(before == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} (and {before} before it that were not told)"));
    }
}
