using LiveStyle.Frames;

namespace LiveStyle.Media.Stills;

/// <summary>One place of an <see cref="ImageGrid"/>.</summary>
/// <param name="Picture">Any size; scaled into the cell with its aspect kept. Stays the caller's. Null leaves the place empty.</param>
/// <param name="Caption">Written under the picture, in two lines at most.</param>
/// <param name="Detail">Written small under the caption, in two lines at most.</param>
public readonly record struct GridCell(HostFrame? Picture, string Caption = "", string Detail = "");
