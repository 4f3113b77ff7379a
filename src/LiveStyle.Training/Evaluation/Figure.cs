using System.Text.Json.Nodes;

namespace LiveStyle.Training.Evaluation;

/// <summary>One measured number.</summary>
/// <param name="Name">What was measured, for people.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">"dB", "ms", or nothing for a ratio or a count.</param>
/// <param name="AtMost">The goal, where smaller is better.</param>
/// <param name="AtLeast">The goal, where larger is better.</param>
sealed record Figure(string Name, double Value, string Unit = "", double? AtMost = null, double? AtLeast = null)
{
    /// <summary>Whether the goal is met; null where there is none.</summary>
    public bool? IsMet => AtMost is { } most ? Value <= most : AtLeast is { } least ? Value >= least : null;
}

/// <summary>What a measure found.</summary>
/// <param name="Figures">The few numbers that tell.</param>
/// <param name="Details">All of them, for the JSON file.</param>
sealed record Finding(IReadOnlyList<Figure> Figures, JsonNode Details);

/// <summary>A measure of a bundle.</summary>
interface IMeasure
{
    /// <summary>Its name in the JSON file and for --only: "losses".</summary>
    string Name { get; }

    /// <summary>What it is and where it comes from, in a sentence or two.</summary>
    string Definition { get; }

    /// <param name="bundle">Stays the caller's.</param>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation);
}
