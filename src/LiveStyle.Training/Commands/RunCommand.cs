using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using Spectre.Console;
using static LiveStyle.Training.Commands.DefaultedOption;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train run: trains, or resumes the run that lies in --out.</summary>
static class RunCommand
{
    static readonly TrainingOptions Defaults = new() { Photos = "", Paintings = "", Vgg = "", Output = "" };

    static readonly Option<string> Photos = new("--photos") { Description = "Folder of photographs, sub-folders too", Required = true };
    static readonly Option<string> Paintings = new("--paintings") { Description = "Folder of paintings; a file's name becomes its style's", Required = true };
    static readonly Option<string> Vgg = new("--vgg") { Description = "VGG-19 weights: torchvision's vgg19-*.pth as downloaded, or .safetensors, F32 or F16; full or distilled", Required = true };
    static readonly Option<string> Output = new("--out") { Description = "Folder of the run; one that holds a run already is resumed", Required = true };
    static readonly Option<string> Styles = new("--styles") { Description = "Paintings to learn, separated by commas; all of the folder by default. NAME@SIDE takes one at a short side of its own (see --painting-side), as the style NAME-SIDE" };
    static readonly Option<string> StartFrom = new("--start-from") { Description = "Folder of a bundle whose network and styles a new run begins with" };
    static readonly Option<long> Steps = Number("--steps", "The step at which the run ends, counted from its very start", Defaults.Steps);
    static readonly Option<int> Crop = Number("--crop", "Side of the square crops, in pixels", Defaults.CropSide);
    static readonly Option<int> Batch = Number("--batch", "Photographs a step", Defaults.Batch);
    static readonly Option<string> Family = Number("--family", "Family of the network: classic (the paper's) or live (real time on a CPU)", Defaults.Architecture.Family);
    static readonly Option<int> Width = Number("--width", "Feature maps of the first convolution", Defaults.Architecture.Width);
    static readonly Option<int?> Blocks = new("--blocks") { Description = "Residual blocks; 5 in classic networks and 3 in live ones by default" };
    static readonly Option<double> LearningRate = Number("--learning-rate", "Adam's; the last fifth of the steps brings it to a tenth", Defaults.LearningRate);
    static readonly Option<double> EmbeddingFactor = Number("--embedding-rate-factor", "The styles' own numbers learn so many times faster", Defaults.EmbeddingLearningRateFactor);
    static readonly Option<double> ContentWeight = Number("--content-weight", "Of the content loss", Defaults.Losses.ContentWeight);
    static readonly Option<double> StyleWeight = Number("--style-weight", "Of the style loss", Defaults.Losses.StyleWeight);
    static readonly Option<double> VariationWeight = Number("--tv-weight", "Of the total-variation loss", Defaults.Losses.TotalVariationWeight);
    static readonly Option<double> PixelWeight = Number("--pixel-weight", "Of the pixel loss of the style original", Defaults.Losses.PixelWeight);
    static readonly Option<double> SteadinessWeight = Number("--steadiness-weight", "Of what noise and small motion change beyond need; above 0 a step takes half as long again (50 is usual)", Defaults.Losses.SteadinessWeight);
    static readonly Option<string> ContentLayers = Number("--content-layers", "VGG layers of the content loss, with weights", LayerWeights.Format(Defaults.Losses.ContentLayers));
    static readonly Option<string> StyleLayers = Number("--style-layers", "VGG layers of the style loss, with weights", LayerWeights.Format(Defaults.Losses.StyleLayers));
    static readonly Option<int> PhotoSide = Number("--photo-side", "Photographs are packed with a short side of at most so many pixels", Defaults.PhotoSide);
    static readonly Option<int> PaintingSide = Number("--painting-side", "Short side at which paintings are taken: the stroke size", Defaults.PaintingSide);
    static readonly Option<ulong> Seed = Number("--seed", "Of the first weights and of the crops", Defaults.Seed);
    static readonly Option<ConvolutionPrecision> Precision = Number("--precision", "Of the large convolutions: Float32, BFloat16 (half the time on processors that have it), or Auto", Defaults.Precision);
    static readonly Option<int> Threads = Number("--threads", "Threads of libtorch; 0 means all cores", 0);
    static readonly Option<bool> Deterministic = new("--deterministic") { Description = $"Repeat bit for bit on the same machine: threads and precision are noted and kept, and checkpoints come every {Repeatability.CheckpointSteps} steps" };
    static readonly Option<double> CheckpointMinutes = Number("--checkpoint-minutes", "Between checkpoints", Defaults.CheckpointEvery.TotalMinutes);
    static readonly Option<double> PreviewMinutes = Number("--preview-minutes", "Between preview sheets", Defaults.PreviewEvery.TotalMinutes);

    public static Command Create()
    {
        var command = new Command("run", "Train the shared network and all styles together, or resume. Example: livestyle-train run --photos photos --paintings paintings --vgg vgg19.safetensors --out runs/gallery")
        {
            Photos, Paintings, Vgg, Output, Styles, StartFrom, Steps, Crop, Batch, Family, Width, Blocks, LearningRate, EmbeddingFactor, ContentWeight, StyleWeight, VariationWeight,
            PixelWeight, SteadinessWeight, ContentLayers, StyleLayers, PhotoSide, PaintingSide, Seed, Precision, Threads, Deterministic, CheckpointMinutes, PreviewMinutes,
        };
        command.SetAction((parsed, cancellation) => RunAsync(Read(parsed), cancellation));
        return command;
    }

    static TrainingOptions Read(ParseResult parsed) => new()
    {
        Photos = parsed.GetRequiredValue(Photos),
        Paintings = parsed.GetRequiredValue(Paintings),
        Vgg = parsed.GetRequiredValue(Vgg),
        Output = parsed.GetRequiredValue(Output),
        Styles = parsed.GetValue(Styles)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        StartFrom = parsed.GetValue(StartFrom),
        Architecture = ReadArchitecture(parsed),
        Steps = parsed.GetValue(Steps),
        CropSide = parsed.GetValue(Crop),
        Batch = parsed.GetValue(Batch),
        LearningRate = parsed.GetValue(LearningRate),
        EmbeddingLearningRateFactor = parsed.GetValue(EmbeddingFactor),
        Seed = parsed.GetValue(Seed),
        PhotoSide = parsed.GetValue(PhotoSide),
        PaintingSide = parsed.GetValue(PaintingSide),
        Precision = parsed.GetValue(Precision),
        Threads = parsed.GetValue(Threads),
        Deterministic = parsed.GetValue(Deterministic),
        CheckpointEvery = TimeSpan.FromMinutes(parsed.GetValue(CheckpointMinutes)),
        PreviewEvery = TimeSpan.FromMinutes(parsed.GetValue(PreviewMinutes)),
        Losses = new LossOptions
        {
            ContentLayers = LayerWeights.Parse(parsed.GetValue(ContentLayers)!, "--content-layers"),
            StyleLayers = LayerWeights.Parse(parsed.GetValue(StyleLayers)!, "--style-layers"),
            ContentWeight = parsed.GetValue(ContentWeight),
            StyleWeight = parsed.GetValue(StyleWeight),
            TotalVariationWeight = parsed.GetValue(VariationWeight),
            PixelWeight = parsed.GetValue(PixelWeight),
            SteadinessWeight = parsed.GetValue(SteadinessWeight),
        },
    };

    static TransformArchitecture ReadArchitecture(ParseResult parsed)
    {
        string family = parsed.GetValue(Family)!;
        return TransformArchitecture.Create(family, parsed.GetValue(Width), parsed.GetValue(Blocks) ?? (family == LiveArchitecture.Name ? new LiveArchitecture() : Defaults.Architecture).ResidualBlocks);
    }

    static async Task<int> RunAsync(TrainingOptions options, CancellationToken cancellation)
    {
        options.Validate();
        IReadOnlyList<Painting> paintings = FindPaintings(options);
        Directory.CreateDirectory(options.Output);
        using FileStream lockFile = Lock(options.Output);
        string settings = Path.Combine(options.Output, "settings.json");
        options = Repeatability.Pin(options, settings);

        // What can be wrong with the weights, the paintings or a checkpoint shows before the long packing.
        using var trainer = new Trainer(options, paintings);
        using PhotoRecords photos = OpenPhotos(options, cancellation);
        RunSettings.Save(options, paintings, trainer.Step, settings);
        AnsiConsole.MarkupLineInterpolated($"{photos.Count} photographs, {paintings.Count} styles (original among them), {(trainer.Step > 0 ? $"resuming at step {trainer.Step}" : "from the start")}, up to step {options.Steps}");
        var previews = new PreviewSheet(photos, paintings, Path.Combine(options.Output, "previews"));
        using var display = new TrainingDisplay(trainer.Step, options.Steps);
        await trainer.RunAsync(photos, display.Report, step =>
        {
            previews.Draw(trainer.Network, step);
            LossPlot.SaveBesideLog(options.Output);
        }, cancellation);
        display.Finish();
        Console.WriteLine(trainer.Step > 0
            ? $"Step {trainer.Step} is saved in {trainer.LastPath}"
            : "Stopped before the first step; nothing is saved");
        return cancellation.IsCancellationRequested ? 130 : 0;
    }

    /// <summary>Of a whole folder, those that can be read; a painting that was asked for by name must be one of them.</summary>
    static IReadOnlyList<Painting> FindPaintings(TrainingOptions options)
    {
        (IReadOnlyList<Painting> usable, IReadOnlyList<LeftOut> leftOut) = Painting.Sort(Painting.Find(options.Paintings, options.Styles));
        if (leftOut.Count == 0)
        {
            return usable;
        }

        string names = LeftOut.Describe(leftOut, options.Paintings, "painting");
        if (options.Styles.Count > 0 || usable.All(painting => painting.IsOriginal))
        {
            throw new MediaException($"{options.Paintings}: mend or replace what can't be used: {names}");
        }

        Console.Error.WriteLine(names);
        return usable;
    }

    /// <summary>Held while the run lasts: two programs in one folder would undo each other's checkpoints.</summary>
    static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException problem) when (problem.GetType() == typeof(IOException) && File.Exists(Path.Combine(folder, ".lock")))
        {
            throw new LiveStyleException($"{folder}: another livestyle-train works there; wait for its end, or give another --out", problem);
        }
    }

    static PhotoRecords OpenPhotos(TrainingOptions options, CancellationToken cancellation)
    {
        // The folder and the short side are part of the name: others make another file.
        byte[] folder = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(options.Photos)));
        string path = Path.Combine(options.Output, $"photos-{options.PhotoSide}-{Convert.ToHexStringLower(folder)[..8]}.records");
        if (File.Exists(path))
        {
            PhotoRecords packed = PhotoRecords.Open(path);
            if (packed.SmallestSide >= options.CropSide)
            {
                return packed;
            }

            // Packed for smaller crops: some of its photographs hold none of this size.
            packed.Dispose();
        }

        PackingInfo info = AnsiConsole.Progress().Start(context =>
        {
            ProgressTask task = context.AddTask("Packing photographs");
            return PhotoPacker.Pack(options.Photos, path, options.PhotoSide, smallest: options.CropSide, (done, all) =>
            {
                task.MaxValue = all;
                task.Value = done;
            }, cancellation);
        });
        if (info.Skipped.Count > 0)
        {
            Console.Error.WriteLine(LeftOut.Describe(info.Skipped, options.Photos, "photograph"));
        }

        return PhotoRecords.Open(path);
    }
}
