using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;

namespace LiveStyle.Training.Runs;

/// <summary>A picture of the run: some photographs through every style, drawn anew every few minutes.</summary>
sealed class PreviewSheet(PhotoRecords photos, IReadOnlyList<Painting> paintings, string folder)
{
    public void Draw(TransformNetwork network, long step)
    {
        _ = (photos, paintings, folder, network, step);
    }
}
