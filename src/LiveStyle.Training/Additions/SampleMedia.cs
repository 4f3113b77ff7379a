using LiveStyle.Files;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Additions;

/// <summary>LiveStyle's own sample clip as photographs, for those who have none at hand.</summary>
static class SampleMedia
{
    const string ClipPath = "media/sample.mp4";

    /// <summary>Neighboring frames are alike: one in so many is taken.</summary>
    const int Stride = 10;

    /// <summary>The clip beside the program or in its repository, else in the working folder.</summary>
    /// <exception cref="MediaException">It is in none of them.</exception>
    public static string Find() =>
        new[] { ProgramFolder.Own, ProgramFolder.RepositoryOf(ProgramFolder.Own), Directory.GetCurrentDirectory() }
            .OfType<string>().Select(folder => Path.Combine(folder, ClipPath)).FirstOrDefault(File.Exists)
        ?? throw new MediaException($"{ClipPath} is not beside this program to learn on; give --photos, a folder of photographs");

    /// <summary>Some of the clip's frames, as PNG files.</summary>
    /// <param name="clip">Its path.</param>
    /// <param name="folder">Where they are written.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <returns>Their paths, in the clip's order.</returns>
    /// <exception cref="MediaException">The clip can't be decoded, or there is no ffmpeg.</exception>
    public static async Task<IReadOnlyList<string>> WriteFramesAsync(string clip, string folder, CancellationToken cancellation)
    {
        var paths = new List<string>();
        await using VideoSource source = await VideoSource.OpenAsync(clip, new VideoSourceOptions(), cancellation);
        for (int i = 0; await source.ReadAsync(cancellation) is { } frame; i++)
        {
            using (frame)
            {
                if (i % Stride == 0)
                {
                    paths.Add(Path.Combine(folder, $"frame{i:0000}.png"));
                    StillImage.Save(frame, paths[^1]);
                }
            }
        }

        return paths;
    }
}
