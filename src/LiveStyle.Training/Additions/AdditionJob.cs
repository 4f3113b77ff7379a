using LiveStyle.Styles;
using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Additions;

/// <summary>One painting of a run of add-style.</summary>
/// <param name="Painting">Whose style is learned.</param>
/// <param name="Style">Its name, title and origin.</param>
/// <param name="Output">The style's file.</param>
sealed record AdditionJob(Painting Painting, StyleInfo Style, string Output);
