using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;

namespace LiveStyle.Training.Runs;

/// <summary>A picture of the run: some photographs through every style, drawn anew every few minutes.</summary>
sealed class PreviewSheet(PhotoRecords photos, IReadOnlyList<Painting> paintings, string folder)
{
    const int PhotoCount = 4;

    /// <summary>Writes step-NNNNNN.png into the folder; the newest is latest.png too.</summary>
    public void Draw(TransformNetwork network, long step)
    {
        Directory.CreateDirectory(folder);
        var rows = new List<IReadOnlyList<GridCell>>();
        var drawn = new List<HostFrame>();
        try
        {
            foreach (int photo in Enumerable.Range(0, PhotoCount).Select(i => (int)((i + 0.5) * photos.Count / PhotoCount)))
            {
                HostFrame picture = photos.ReadFrame(photo);
                drawn.Add(picture);
                var row = new List<GridCell> { new(picture) };
                for (int style = 0; style < paintings.Count; style++)
                {
                    HostFrame stylized = BundleWriter.Stylize(network, picture, style);
                    drawn.Add(stylized);
                    row.Add(new GridCell(stylized));
                }

                rows.Add(row);
            }

            using HostFrame sheet = new ImageGrid
            {
                Rows = rows,
                CellSize = new FrameSize(240, 180),
                ColumnTitles = ["photograph", .. paintings.Select(painting => painting.Slug)],
                Heading = $"step {step}",
                Theme = GridTheme.Dark,
            }.Draw();
            StillImage.Save(sheet, Path.Combine(folder, $"step-{step:000000}.png"));
            StillImage.Save(sheet, Path.Combine(folder, "latest.png"));
        }
        finally
        {
            drawn.ForEach(frame => frame.Dispose());
        }
    }
}
