namespace LiveStyle.Transcoding.Segments;

/// <summary>What lies beside a finished segment, written after it: its frames, and the hash that tells whether the file is whole.</summary>
public sealed record SegmentRecord
{
    /// <summary>The segment's number in its plan.</summary>
    public required int Index { get; init; }

    /// <summary>The identity of the plan that it was rendered by.</summary>
    public required string Plan { get; init; }

    /// <summary>The file's name in the same folder; null where no frame of the span decodes.</summary>
    public string? File { get; init; }

    /// <summary>The number of frames in the file.</summary>
    public required int Frames { get; init; }

    /// <summary>The length of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Presentation timestamps of the frames, in ticks of the plan's time base, from the cut's beginning.</summary>
    public required IReadOnlyList<long> Ticks { get; init; }

    /// <summary>The number of times that ffmpeg complained of the original while this was decoded.</summary>
    public int Complaints { get; init; }

    /// <summary>One line that a person should know of how it went; null where there is nothing to tell.</summary>
    public string? Note { get; init; }

    /// <summary>The device that ran the network, by its name for people.</summary>
    public required string Device { get; init; }

    /// <summary>The time from the first frame to the last, in seconds, with the frames of the neighbors that were under way.</summary>
    public required double Seconds { get; init; }

    /// <summary>Makes the record of a span in which no frame decodes.</summary>
    internal static SegmentRecord Empty(int index, string plan, string? note, string device, int complaints = 1) => new()
    {
        Index = index,
        Plan = plan,
        Frames = 0,
        Bytes = 0,
        Sha256 = "",
        Ticks = [],
        Complaints = complaints,
        Note = note,
        Device = device,
        Seconds = 0,
    };
}
