using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;

namespace LiveStyle.Training.Evaluation;

/// <summary>How much of a picture's text a machine still reads once it is painted.</summary>
/// <param name="picture">A picture of text.</param>
/// <param name="optimized">Paints the same text by optimization (Gatys); null leaves it out.</param>
/// <param name="optimizedStyles">For so many of the first styles, since each takes minutes.</param>
sealed class LegibilityMeasure(HostFrame picture, OptimizedPictures? optimized, int optimizedStyles) : IMeasure
{
    public string Name => "legibility";

    public string Definition =>
        "Share of the characters (letters and digits, in order: longest common subsequence) that tesseract reads in the picture itself and still reads once stylized; beside it the same for pictures painted by optimization (Gatys 2016).";

    public async Task<Finding> MeasureAsync(EvaluatedBundle bundle, Action<double> progress, CancellationToken cancellation)
    {
        string original = await ReadAsync(picture, cancellation);
        if (original.Length == 0)
        {
            throw new LiveStyleException("tesseract reads no text in the picture of text; give one with large, clear letters");
        }

        var details = new JsonObject { ["original"] = original };
        List<double> ours = [], theirs = [], ourShare = [];
        for (int i = 0; i < bundle.Painted.Count; i++)
        {
            string slug = bundle.Painted[i].Slug;
            using HostFrame stylized = bundle.Stylize(picture, slug);
            ours.Add(Common(original, await ReadAsync(stylized, cancellation)) / (double)original.Length);
            var entry = new JsonObject { ["read"] = Math.Round(ours[^1], 3) };
            if (optimized is not null && i < optimizedStyles)
            {
                int done = i;
                string path = optimized.Paint(picture, slug, share => progress((done + share) / bundle.Painted.Count), cancellation);
                ourShare.Add(ours[^1]);
                using HostFrame painted = StillImage.Load(path);
                theirs.Add(Common(original, await ReadAsync(painted, cancellation)) / (double)original.Length);
                entry["readByOptimization"] = Math.Round(theirs[^1], 3);
            }

            details[slug] = entry;
            progress((i + 1.0) / bundle.Painted.Count);
        }

        List<Figure> figures = [new("characters still legible, mean of the styles", ours.Average(), "of those in the picture")];
        if (theirs.Count > 0)
        {
            string styles = string.Join(", ", bundle.Painted.Take(theirs.Count).Select(style => style.Slug));
            figures.Add(new($"of {styles}", ourShare.Average(), "of those in the picture"));
            figures.Add(new($"of {styles}, painted by optimization", theirs.Average(), "of those in the picture"));
        }

        return new Finding(figures, details);
    }

    /// <summary>Length of the longest common subsequence.</summary>
    public static int Common(string a, string b)
    {
        var row = new int[b.Length + 1];
        foreach (char letter in a)
        {
            int diagonal = 0;
            for (int j = 0; j < b.Length; j++)
            {
                int above = row[j + 1];
                row[j + 1] = letter == b[j] ? diagonal + 1 : Math.Max(above, row[j]);
                diagonal = above;
            }
        }

        return row[^1];
    }

    /// <summary>The letters and digits that tesseract reads, in its order, in lower case.</summary>
    public static async Task<string> ReadAsync(HostFrame frame, CancellationToken cancellation)
    {
        string path = Path.Combine(Path.GetTempPath(), $"livestyle-{Guid.NewGuid():N}.png");
        try
        {
            StillImage.Save(frame, path);
            using Process process = Start(path);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
            string text = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? new string([.. text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Where(char.IsLetterOrDigit)])
                : throw new LiveStyleException($"tesseract failed ({(await errors).Trim().Split('\n')[^1]}); install its English data, or leave the measure out with --only");
        }
        finally
        {
            File.Delete(path);
        }
    }

    static Process Start(string path)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("tesseract", [path, "-", "--psm", "11"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new LiveStyleException("tesseract is not installed; install it (Debian: apt-get install tesseract-ocr), or leave the measure out with --only", problem);
        }
    }
}
