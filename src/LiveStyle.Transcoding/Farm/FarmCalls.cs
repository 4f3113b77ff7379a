namespace LiveStyle.Transcoding.Farm;

/// <summary>What the farm's sentences call the ways to go on with a submitted film: a program's commands or buttons. Each is a subject: "… ends them".</summary>
public sealed record FarmCalls
{
    /// <summary>Hands the film to the farm.</summary>
    public string Submit { get; init; } = "submitting the film";

    /// <summary>Shows how far its jobs are.</summary>
    public string Follow { get; init; } = "following them";

    /// <summary>Ends its jobs.</summary>
    public string Cancel { get; init; } = "canceling them";
}
