namespace LiveStyle.Live.Control.Osc;

/// <summary>One argument of a message that is kept.</summary>
/// <param name="Number">Null where it is no number.</param>
/// <param name="Text">Null where it is no text.</param>
readonly record struct OscValue(double? Number, string? Text);
