using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.Time;
using LiveStyle.Transcoding.Plan;

namespace LiveStyle.Transcoding.Segments;

/// <summary>One segment in the making: written aside, published when whole.</summary>
sealed class SegmentWriter : IAsyncDisposable
{
    readonly FilmFolder folder;
    readonly PlannedSegment segment;
    readonly VideoEncoder encoder;
    readonly StagingDirectory aside;
    readonly List<long> ticks;
    readonly Stopwatch clock = Stopwatch.StartNew();

    SegmentWriter(FilmFolder folder, PlannedSegment segment, VideoEncoder encoder, StagingDirectory aside)
    {
        this.folder = folder;
        this.segment = segment;
        this.encoder = encoder;
        this.aside = aside;
        ticks = new List<long>(Math.Max(segment.Frames, 16));
    }

    public static async Task<SegmentWriter> OpenAsync(FilmFolder folder, FilmPlan plan, PlannedSegment segment, VideoEncoderOptions options, CancellationToken cancellation)
    {
        StagingDirectory aside = folder.CreateAside();
        string path = Path.Combine(aside.Path, Path.GetFileName(folder.FilePath(segment.Index, VideoEncoder.SegmentExtension(plan.Settings.Codec, plan.Settings.Output, options.Alpha))));
        try
        {
            return new SegmentWriter(folder, segment, await VideoEncoder.CreateAsync(path, options, cancellation), aside);
        }
        catch
        {
            aside.Dispose();
            throw;
        }
    }

    /// <param name="frame">Goes over to the encoder. Its timestamp counts from the cut's beginning; in the file from the segment's.</param>
    /// <param name="cancellation">See <see cref="VideoEncoder.WriteAsync(HostFrame, CancellationToken)"/>.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WriteAsync(HostFrame frame, CancellationToken cancellation)
    {
        // As the encoder has it: no container takes two frames of one time.
        long own = ticks.Count > 0 ? Math.Max(frame.Timestamp.Ticks, ticks[^1] + 1) : frame.Timestamp.Ticks;
        ticks.Add(own);
        await encoder.WriteAsync(frame, new Timestamp(own - ticks[0], frame.Timestamp.TimeBase), cancellation);
    }

    /// <summary>Ends the file, and publishes it with its record.</summary>
    /// <param name="identity">The identity of the plan.</param>
    /// <param name="complaints">The number of complaints of the original while this was rendered.</param>
    /// <param name="note">A line for people; null where there is nothing to tell.</param>
    /// <param name="device">That ran the network.</param>
    public async Task<SegmentRecord> CompleteAsync(string identity, int complaints, string? note, string device)
    {
        await using SegmentWriter owned = this;
        await encoder.CompleteAsync(CancellationToken.None);
        string written = encoder.OutputPath;
        var record = new SegmentRecord
        {
            Index = segment.Index,
            Plan = identity,
            File = Path.GetFileName(written),
            Frames = ticks.Count,
            Bytes = new FileInfo(written).Length,
            Sha256 = await HashAsync(written),
            Ticks = ticks,
            Complaints = complaints,
            Note = note,
            Device = device,
            Seconds = Math.Round(clock.Elapsed.TotalSeconds, 3),
        };
        File.Move(written, Path.Combine(folder.SegmentsPath, record.File), overwrite: true);
        folder.Save(record);
        return record;
    }

    public async ValueTask DisposeAsync()
    {
        await encoder.DisposeAsync();
        aside.Dispose();
    }

    static async Task<string> HashAsync(string path)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
    }
}
