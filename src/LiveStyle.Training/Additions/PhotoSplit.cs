using LiveStyle.Training.Photos;

namespace LiveStyle.Training.Additions;

/// <summary>
/// Photographs packed for a short training: most to learn on, some to measure on. No more are packed than such a
/// training sees; the packed file goes with this object.
/// </summary>
sealed class PhotoSplit : IDisposable
{
    /// <summary>Photographs are packed with a short side of at most so many pixels.</summary>
    public const int PhotoSide = 288;

    const int MostToLearn = 512;
    const int MostToMeasure = 32;

    readonly DirectoryInfo folder;

    PhotoSplit(DirectoryInfo folder, PhotoRecords learned, PhotoRecords? measured, IReadOnlyList<(string Path, string Reason)> skipped)
    {
        this.folder = folder;
        Skipped = skipped;
        Learned = learned;
        Measured = measured ?? learned;
        int count = measured?.Count ?? Math.Clamp(learned.Count / 8, 1, MostToMeasure);
        LearnedCount = measured is null ? Math.Max(1, learned.Count - count) : learned.Count;
        MeasuredPhotos = [.. Enumerable.Range(Measured.Count - count, count)];
    }

    public PhotoRecords Learned { get; }

    /// <summary>So many of the first photographs of <see cref="Learned"/> are learned on.</summary>
    public int LearnedCount { get; }

    public PhotoRecords Measured { get; }

    /// <summary>Indices of the photographs of <see cref="Measured"/>: others than are learned on, unless there is only one in all.</summary>
    public IReadOnlyList<int> MeasuredPhotos { get; }

    /// <summary>Pictures that could not be used, with the reason.</summary>
    public IReadOnlyList<(string Path, string Reason)> Skipped { get; }

    /// <param name="learned">Paths of the pictures to learn on; where there are too many, some are taken from all over the list.</param>
    /// <param name="measured">Paths of those to measure on; null keeps an eighth of the others for it.</param>
    /// <param name="smallest">Photographs with a shorter side are left out.</param>
    /// <param name="cancellation">Stops between photographs.</param>
    /// <exception cref="MediaException">None of them can be used.</exception>
    public static PhotoSplit Pack(IReadOnlyList<string> learned, IReadOnlyList<string>? measured, int smallest, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-photos-");
        PhotoRecords? first = null;
        var skipped = new List<(string, string)>();
        try
        {
            PhotoRecords PackSome(IReadOnlyList<string> pictures, int most, string name)
            {
                string records = Path.Combine(folder.FullName, name + ".records");
                skipped.AddRange(PhotoPacker.Pack(Choose(pictures, most), records, PhotoSide, smallest, null, cancellation).Skipped);
                return PhotoRecords.Open(records);
            }

            first = PackSome(learned, MostToLearn + MostToMeasure, "learned");
            return new PhotoSplit(folder, first, measured is null ? null : PackSome(measured, MostToMeasure, "measured"), skipped);
        }
        catch
        {
            first?.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        Learned.Dispose();
        if (Measured != Learned)
        {
            Measured.Dispose();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>
    /// In an order of their own: neighbors in a folder are often alike, and both parts should have some of every kind.
    /// </summary>
    static List<string> Choose(IReadOnlyList<string> pictures, int most)
    {
        int count = Math.Min(pictures.Count, most);
        string[] chosen = [.. Enumerable.Range(0, count).Select(i => pictures[(int)((long)i * pictures.Count / count)])];
        new Random(1).Shuffle(chosen);
        return [.. chosen];
    }
}
