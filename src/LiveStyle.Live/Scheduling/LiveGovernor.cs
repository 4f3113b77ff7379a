using System.Globalization;
using LiveStyle.Frames;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Live.Scheduling;

/// <summary>
/// Chooses the size at which the network runs: as large as lets it keep up with the pictures, and lets 19 of 20 of them leave within the
/// show's latency.
/// </summary>
/// <remarks>Allocates nothing but when the size changes. Thread-safety: one thread.</remarks>
sealed class LiveGovernor
{
    const int Remembered = 64;

    /// <summary>With fewer, a single slow picture would be the 95th of a hundred.</summary>
    const int Enough = 20;

    /// <summary>The first pictures at a size pay for compiling and for room.</summary>
    const int Settling = 2;

    /// <summary>The first pictures of a show pay for yet more: they say nothing, unless they take so long that nobody would wait for several.</summary>
    const int Beginning = 4;

    static readonly TimeSpan LongBeginning = TimeSpan.FromSeconds(2);

    readonly TimeSpan pictureInterval, latency, budget;
    readonly int least;
    readonly bool isFixed;
    readonly long[] ready = new long[Remembered];
    ResolutionGovernor governor;
    FrameSize largest;
    TimeSpan begun;
    int since;
    int first;

    /// <param name="largest">The network's size where nothing lowers it.</param>
    /// <param name="least">The network's least height and width.</param>
    /// <param name="pictureInterval">How long a picture lasts: of the source's and the show's rate the slower.</param>
    /// <param name="tick">How long a tick of the show lasts, which a finished picture may have to wait for.</param>
    /// <param name="latency">How old a picture may be when it leaves.</param>
    /// <param name="isFixed">Whether it is always the largest size.</param>
    public LiveGovernor(FrameSize largest, int least, TimeSpan pictureInterval, TimeSpan tick, TimeSpan latency, bool isFixed)
    {
        (this.largest, this.least, this.pictureInterval, this.latency, this.isFixed) = (largest, least, pictureInterval, latency, isFixed);

        // A latency that leaves no time beside the tick is met as well as can be.
        budget = latency - tick > pictureInterval / 8 ? latency - tick : pictureInterval / 8;
        governor = new ResolutionGovernor(largest, least, isFixed);
    }

    /// <summary>The size at which the next picture is restyled.</summary>
    public FrameSize Size => governor.Size;

    /// <summary>One line on why it is not the largest; null while it is.</summary>
    public string? Note { get; private set; }

    /// <summary>Takes another largest size, as of other strokes, and begins there anew.</summary>
    /// <returns>Whether it is another one than before.</returns>
    public bool Fit(FrameSize largest)
    {
        if (largest == this.largest)
        {
            return false;
        }

        (this.largest, since, Note) = (largest, 0, null);
        governor = new ResolutionGovernor(largest, least, isFixed);
        return true;
    }

    /// <summary>Takes note of a restyled picture.</summary>
    /// <param name="network">The time that restyling took.</param>
    /// <param name="age">The time from its arrival until it was restyled.</param>
    /// <returns>Whether the size has changed.</returns>
    public bool Report(TimeSpan network, TimeSpan age)
    {
        if (first < Beginning && begun < LongBeginning)
        {
            first++;
            begun += network;
            return false;
        }

        if (since >= Settling)
        {
            ready[(since - Settling) % Remembered] = age.Ticks;
        }

        since++;
        TimeSpan slow = SlowAge(age);
        double pace = network / pictureInterval, lateness = slow / budget;
        FrameSize before = Size;
        if (!governor.Report(pictureInterval * Math.Max(pace, lateness), pictureInterval))
        {
            return false;
        }

        Change(pace >= lateness
            ? $"at {before} it took {Text(network)} ms, and a picture lasts {Text(pictureInterval)} ms"
            : $"at {before} a picture was {Text(slow)} ms old when it was ready, and {Text(budget)} ms are there of {Text(latency)} ms");
        return true;
    }

    /// <summary>The network failed at this size: goes back to the one before, if it has only just been raised, and not up again.</summary>
    public bool Retreat()
    {
        FrameSize before = Size;
        bool isBack = governor.Retreat();
        if (isBack)
        {
            Change($"at {before} it failed");
        }

        return isBack;
    }

    void Change(string reason)
    {
        since = 0;
        Note = governor.Step == 0 ? null : $"the network runs at {Size}: {reason}";
    }

    /// <summary>The 95th percentile of the ages at this size.</summary>
    TimeSpan SlowAge(TimeSpan age)
    {
        int count = Math.Clamp(since - Settling, 0, Remembered);
        if (count < Enough)
        {
            return age;
        }

        Span<long> sorted = stackalloc long[Remembered];
        sorted = sorted[..count];
        ready.AsSpan(0, count).CopyTo(sorted);
        sorted.Sort();
        return TimeSpan.FromTicks(sorted[(int)Math.Ceiling(0.95 * count) - 1]);
    }

    static string Text(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
