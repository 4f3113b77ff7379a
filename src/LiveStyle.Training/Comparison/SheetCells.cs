using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Comparison;

/// <summary>Cells of a sheet with the frames that were made for it; disposing it disposes those.</summary>
sealed class SheetCells : IDisposable
{
    readonly List<HostFrame> made = [];
    readonly List<IReadOnlyList<GridCell>> rows = [];

    public IReadOnlyList<IReadOnlyList<GridCell>> Rows => rows;

    public void Add(params IReadOnlyList<GridCell> row) => rows.Add(row);

    /// <summary>Takes the frame over, until disposed.</summary>
    public HostFrame Keep(HostFrame frame)
    {
        made.Add(frame);
        return frame;
    }

    public void Dispose() => made.ForEach(frame => frame.Dispose());
}
