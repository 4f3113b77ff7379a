using System.Globalization;
using System.Text.Json.Nodes;
using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Training.Evaluation;

namespace LiveStyle.Training.Comparison;

/// <summary>The paper's Table 1: seconds for one picture and for 25 different ones in 25 styles, megabytes for one style and for 25.</summary>
sealed class TimesPart : IComparisonPart
{
    public const string PartName = "table";

    /// <summary>Pictures, and styles, of the table.</summary>
    public const int Pictures = 25;

    const int Rounds = 3;
    const double BytesPerMegabyte = 1e6;

    public string Name => PartName;

    public IEnumerable<(NamedPicture Picture, string Slug)> Optimizations(ComparisonScene scene) =>
        Enumerable.Range(0, scene.Options.GatysRuns).Select(i => (scene.Pictures[i % scene.Pictures.Count], i < scene.Pictures.Count ? scene.StyleFor(i) : scene.Styles[i % scene.Styles.Count]));

    public async Task<JsonObject> RunAsync(ComparisonScene scene, CancellationToken cancellation)
    {
        SystemTimes gatys = Gatys(scene, cancellation);
        SystemTimes? johnson = scene.Johnson is { } alone
            ? await NetworkAsync(scene, alone, scene.Options.Johnson!, "Johnson: one network a style", models: Pictures, cancellation)
            : null;
        SystemTimes ours = await NetworkAsync(scene, scene.Ours, scene.Options.Model, "ours: one network for all styles", models: 1, cancellation);
        SystemTimes[] systems = [gatys, .. johnson is null ? [] : new[] { johnson }, ours];
        IReadOnlyList<PaperClaim> claims = PaperClaim.Judge(gatys, johnson, ours);
        return new JsonObject
        {
            ["systems"] = new JsonArray([.. systems.Select(system => system.ToJson())]),
            ["claims"] = new JsonArray([.. claims.Select(claim => claim.ToJson())]),
            [PartReport.Text] = Describe(scene, systems, claims),
        };
    }

    SystemTimes Gatys(ComparisonScene scene, CancellationToken cancellation)
    {
        var runs = new List<WorkTime>();
        foreach ((NamedPicture picture, string slug) in Optimizations(scene))
        {
            TimedPicture optimized = scene.Optimized.Get(picture, slug, cancellation);
            optimized.Frame.Dispose();
            runs.Add(optimized.Time);
        }

        WorkTime mean = runs.Aggregate((sum, run) => sum + run) * (1.0 / runs.Count);
        long bytes = new FileInfo(scene.Options.Vgg).Length;
        return new SystemTimes($"Gatys: {scene.Options.GatysSteps} steps of L-BFGS", mean, mean * Pictures, bytes, bytes, runs.Count);
    }

    /// <param name="scene">Its pictures take turns, and the bundle's styles.</param>
    /// <param name="bundle">Open already, for the single picture.</param>
    /// <param name="path">Of the bundle, which is opened again for the many.</param>
    /// <param name="name">Of the system.</param>
    /// <param name="models">How many networks the many styles take.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    static async Task<SystemTimes> NetworkAsync(ComparisonScene scene, EvaluatedBundle bundle, string path, string name, int models, CancellationToken cancellation)
    {
        void Stylize(EvaluatedBundle network, int i)
        {
            cancellation.ThrowIfCancellationRequested();
            using HostFrame stylized = network.Stylize(scene.Pictures[i % scene.Pictures.Count].Frame, network.Painted[i % network.Painted.Count].Slug);
        }

        WorkTime one = WorkTime.Median(Rounds, () => Stylize(bundle, 0));
        var many = default(WorkTime);
        for (int model = 0; model < models; model++)
        {
            (EvaluatedBundle fresh, WorkTime load) = WorkTime.Of(() => new EvaluatedBundle(path));
            await using (fresh)
            {
                many += load + WorkTime.Of(() =>
                {
                    for (int i = model; i < Pictures; i += models)
                    {
                        Stylize(fresh, i);
                    }
                });
            }
        }

        long network = new FileInfo(Path.Combine(bundle.Bundle.Directory, ModelDescription.NetworkFile)).Length;
        long row = bundle.Description.EmbeddingLength * sizeof(float);
        return new SystemTimes(name, one, many, network + row, models * network + Pictures * row, Pictures);
    }

    static string Describe(ComparisonScene scene, IReadOnlyList<SystemTimes> systems, IReadOnlyList<PaperClaim> claims)
    {
        string Number(double seconds) => seconds.ToString(seconds >= 100 ? "N0" : seconds >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
        string Seconds(WorkTime time) => $"{Number(time.Seconds)} ({Number(time.ProcessorSeconds)})";
        string Megabytes(long bytes) => (bytes / BytesPerMegabyte).ToString("0.00", CultureInfo.InvariantCulture);
        List<string> lines =
        [
            "## Seconds and megabytes (the paper's Table 1)",
            "",
            $"Pictures of {scene.Pictures[0].Frame.Size.Pixels} pixels, {Environment.ProcessorCount} cores of this machine's CPU. Seconds by the clock, in parentheses processor seconds. " +
            $"{scene.Pictures.Count} picture(s) and the bundles' styles ({scene.Ours.Painted.Count} of ours) take turns; the 25 include loading the networks.",
            "",
            "| system | one picture, s | 25 pictures, 25 styles, s | one style, MB | 25 styles, MB |",
            "|---|---|---|---|---|",
        ];
        lines.AddRange(systems.Select(system =>
            $"| {system.Name} | {Seconds(system.One)} | {Seconds(system.Many)}{(system.Measured < Pictures ? $", {system.Measured} measured, the rest by their mean" : "")} | {Megabytes(system.OneStyleBytes)} | {Megabytes(system.ManyStylesBytes)} |"));
        lines.Add("");
        lines.Add("Gatys needs VGG-19 alone, whatever the number of styles. " + (scene.Johnson is null
            ? "Johnson is left out: no bundle of one style was given (--johnson)."
            : "Johnson's 25 networks are the given one, loaded 25 times: only one was trained."));
        lines.Add("");
        lines.AddRange(claims.Select(claim => $"- {claim.Text}"));
        return string.Join('\n', lines);
    }
}
