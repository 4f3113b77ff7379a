namespace LiveStyle.Transcoding.Segments;

/// <summary>What lies beside a finished segment, written after it: its frames, and the hash that tells whether the file is whole.</summary>
public sealed record SegmentRecord
{
    public required int Index { get; init; }

    /// <summary>Of the plan that it was rendered by.</summary>
    public required string Plan { get; init; }

    /// <summary>The file's name in the same folder; null where no frame of the span decodes.</summary>
    public string? File { get; init; }

    public required int Frames { get; init; }

    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Presentation timestamps of the frames, in ticks of the plan's time base, from the cut's beginning.</summary>
    public required IReadOnlyList<long> Ticks { get; init; }

    /// <summary>How often ffmpeg complained of the original while this was decoded.</summary>
    public int Complaints { get; init; }

    /// <summary>What a person should know of how it went.</summary>
    public string? Note { get; init; }

    /// <summary>What ran the network.</summary>
    public required string Device { get; init; }

    /// <summary>From the first frame to the last, with the frames of the neighbors that were under way.</summary>
    public required double Seconds { get; init; }

    /// <summary>Of a span in which no frame decodes.</summary>
    public static SegmentRecord Empty(int index, string plan, string? note, string device, int complaints = 1) => new()
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
