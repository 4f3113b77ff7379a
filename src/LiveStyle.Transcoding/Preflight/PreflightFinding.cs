namespace LiveStyle.Transcoding.Preflight;

/// <summary>One thing that a user should know before a film is made.</summary>
/// <param name="IsLoss">Whether something of the original is missing from the film; else it is there in another way.</param>
/// <param name="Sentence">In words.</param>
readonly record struct PreflightFinding(bool IsLoss, string Sentence)
{
    /// <summary>Something that is missing.</summary>
    public static PreflightFinding Lost(string sentence) => new(true, sentence);

    /// <summary>Something that is there in another way.</summary>
    public static PreflightFinding Noted(string sentence) => new(false, sentence);
}
