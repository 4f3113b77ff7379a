namespace LiveStyle.Live.Windows;

/// <summary>A line of the table of a window's keys.</summary>
/// <param name="Keys">The keys, as a person reads them.</param>
/// <param name="Meaning">What they do, in the same order.</param>
public sealed record WindowKey(string Keys, string Meaning);
