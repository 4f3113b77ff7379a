using LiveStyle.Frames;

namespace LiveStyle.Live.Scheduling;

/// <summary>How pictures are made, beside their blend.</summary>
/// <param name="Steadiness">How firmly they are held still, 0 to 1.</param>
/// <param name="NetworkSize">The size at which the network runs where nothing lowers it, which gives strokes their size.</param>
/// <param name="HiddenUntil">Until when nothing might be seen, by the show's clock: pictures that came by then leave no trace in later ones.</param>
readonly record struct LiveLook(double Steadiness, FrameSize NetworkSize, long HiddenUntil = 0);
