namespace LiveStyle.Transcoding.Preflight;

/// <summary>What becomes of one kind of side data.</summary>
/// <param name="Names">ffmpeg's, in headers, packets and frames.</param>
/// <param name="What">What people call it.</param>
/// <param name="Pictures">What becomes of it where the pictures are restyled.</param>
/// <param name="Reason">Why it is lost there.</param>
sealed record SideDataRule(string[] Names, string What, PictureFate Pictures, string Reason = "restyled pictures don't have it")
{
    /// <summary>Muxers that write it from the headers of a stream that is copied; null: all, or it lies in the packets, which are copied.</summary>
    public string[]? Holders { get; init; }

    /// <summary>Whether it goes where sound or subtitles are coded anew.</summary>
    public bool GoesWithCoding { get; init; }
}
