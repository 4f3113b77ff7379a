using System.CommandLine;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Training.Additions;
using LiveStyle.Training.Export;
using LiveStyle.Training.Networks;
using LiveStyle.Training.Photos;
using LiveStyle.Training.Runs;
using static LiveStyle.Training.Commands.DefaultedOption;

namespace LiveStyle.Training.Commands;

/// <summary>livestyle-train add-style: one more style for a finished bundle, in a file of its own.</summary>
static class AddStyleCommand
{
    static readonly AdditionOptions Defaults = new() { Style = new StyleInfo { Slug = "", Title = "" } };
    static readonly int UsualPaintingSide = new TrainingOptions { Photos = "", Paintings = "", Vgg = "", Output = "" }.PaintingSide;

    static readonly Option<string> Model = new("--model") { Description = "Folder of the bundle whose network the style is for; it stays as it is", DefaultValueFactory = _ => "models/gallery" };
    static readonly Option<string> PaintingPath = new("--painting") { Description = "The picture whose style is learned", Required = true };
    static readonly Option<string> Vgg = new("--vgg")
    {
        Description = "VGG-19 weights, which measure content and style: torchvision's own vgg19-*.pth as it is downloaded "
            + "(https://download.pytorch.org/models/vgg19-dcbb9e9d.pth), or safetensors in its names for RGB 0..255 minus the ImageNet mean, F32 or F16; "
            + "the distilled network learns faster and less well",
        Required = true,
    };

    static readonly Option<string> PhotoFolder = new("--photos") { Description = "Folder of photographs to learn on, of any kind, sub-folders too; the frames of LiveStyle's sample clip by default" };
    static readonly Option<string> Output = new("--out") { Description = "The style's file; NAME.style.safetensors by default" };
    static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace --out if it is there" };
    static readonly Option<string> Slug = new("--slug") { Description = "The style's name in blends; the picture's file name by default" };
    static readonly Option<string> Title = new("--title") { Description = "Its name for people" };
    static readonly Option<string> Artist = new("--artist") { Description = "Who made the picture" };
    static readonly Option<string> Year = new("--year") { Description = "When it was made" };
    static readonly Option<string> Source = new("--source") { Description = "Where it was taken from" };
    static readonly Option<string> Licence = new("--licence") { Description = "Terms under which the picture may be used" };
    static readonly Option<long> Steps = Number("--steps", "Steps to learn", Defaults.Steps);
    static readonly Option<int?> PaintingSide = new("--painting-side") { Description = "Short side at which the picture is taken: the stroke size; as the bundle's own by default" };
    static readonly Option<double?> StyleWeight = new("--style-weight") { Description = "Of the style loss: higher paints more boldly; as the bundle's own by default" };
    static readonly Option<double> LearningRate = Number("--learning-rate", "Adam's, which falls in a cosine", Defaults.LearningRate);
    static readonly Option<int> Crop = Number("--crop", "Side of the square crops, in pixels", Defaults.CropSide);
    static readonly Option<int> Batch = Number("--batch", "Photographs a step", Defaults.Batch);
    static readonly Option<ulong> Seed = Number("--seed", "Of the crops", Defaults.Seed);
    static readonly Option<ConvolutionPrecision> Precision = Number("--precision", "Of the large convolutions: Float32, BFloat16 (half the time on processors that have it), or Auto", Defaults.Precision);
    static readonly Option<int> Threads = Number("--threads", "Threads of libtorch; 0 means all cores", 0);
    static readonly Option<string> EvaluateOn = new("--evaluate-on") { Description = "Folder of photographs to measure the losses on; some of --photos by default, which are not learned on" };
    static readonly Option<string> Paintings = new("--paintings") { Description = "Folder of the bundle's own paintings, where it is at hand: their losses are measured too, for scale" };
    static readonly Option<string> CompareWith = new("--compare-with") { Description = "A style of the bundle, trained with the network on this same picture: it is not begun with, and its losses are measured beside the new one's" };

    public static Command Create()
    {
        var command = new Command("add-style",
            "Learn one more style for a finished bundle, in minutes: the network stays, and a file with the style's own numbers is written, "
            + "which livestyle takes with --style-file. Ctrl+C keeps what is learned so far. "
            + "Example: livestyle-train add-style --model models/gallery --painting my.jpg --photos photos --vgg vgg19.safetensors")
        {
            PaintingPath, PhotoFolder, Vgg, Model, Output, Overwrite, Slug, Title, Artist, Year, Source, Licence, Steps, PaintingSide, StyleWeight,
            LearningRate, Crop, Batch, Seed, Precision, Threads, EvaluateOn, Paintings, CompareWith,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string model = parsed.GetRequiredValue(Model);
        ModelDescription bundle = ModelDescription.Load(Path.Combine(model, ModelDescription.FileName));
        AdditionOptions options = Read(parsed, bundle);
        options.Validate();
        string output = parsed.GetValue(Output) ?? options.Style.Slug + StyleFile.Extension;
        CheckOutput(output, parsed.GetValue(Overwrite));
        string? rival = parsed.GetValue(CompareWith);
        CheckNames(bundle, options.Style.Slug, rival);
        IReadOnlyList<Painting> own = parsed.GetValue(Paintings) is { } folder ? PaintingsOf(bundle, folder) : [];
        IReadOnlyList<string>? pictures = parsed.GetValue(PhotoFolder) is { } learnOn ? PhotoPacker.ListPictures(learnOn) : null;
        string? clip = pictures is null ? SampleMedia.Find() : null;
        IReadOnlyList<string>? others = parsed.GetValue(EvaluateOn) is { } evaluateOn ? PhotoPacker.ListPictures(evaluateOn) : null;

        using var addition = new StyleAddition(model, parsed.GetRequiredValue(Vgg), new Painting(options.Style.Slug, parsed.GetRequiredValue(PaintingPath)), options);
        using PhotoSplit photos = clip is null
            ? PhotoSplit.Pack(pictures!, others, options.CropSide, cancellation)
            : await PackFramesAsync(clip, others, options.CropSide, cancellation);
        foreach ((_, string reason) in photos.Skipped)
        {
            Console.Error.WriteLine("left out: " + reason);
        }

        var session = new AdditionSession(addition, photos, options) { Output = output, Rival = rival, Own = own };
        return await session.RunAsync(cancellation) ? 0 : 130;
    }

    static async Task<PhotoSplit> PackFramesAsync(string clip, IReadOnlyList<string>? others, int smallest, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("livestyle-frames-");
        try
        {
            return PhotoSplit.Pack(await SampleMedia.WriteFramesAsync(clip, folder.FullName, cancellation), others, smallest, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static AdditionOptions Read(ParseResult parsed, ModelDescription bundle)
    {
        string slug = parsed.GetValue(Slug) ?? Painting.SlugOf(parsed.GetRequiredValue(PaintingPath));
        LastStage stage = LastStage.Read(bundle.Training);
        return new AdditionOptions
        {
            Style = new StyleInfo
            {
                Slug = slug,
                Title = parsed.GetValue(Title) ?? StyleCatalog.TitleOf(slug),
                Artist = parsed.GetValue(Artist),
                Year = parsed.GetValue(Year),
                Source = parsed.GetValue(Source),
                Licence = parsed.GetValue(Licence),
                PaintingSide = parsed.GetValue(PaintingSide) ?? stage.PaintingSide ?? UsualPaintingSide,
            },
            Losses = stage.Losses with { StyleWeight = parsed.GetValue(StyleWeight) ?? stage.Losses.StyleWeight },
            Steps = parsed.GetValue(Steps),
            LearningRate = parsed.GetValue(LearningRate),
            CropSide = parsed.GetValue(Crop),
            Batch = parsed.GetValue(Batch),
            Seed = parsed.GetValue(Seed),
            Precision = parsed.GetValue(Precision),
            Threads = parsed.GetValue(Threads),
        };
    }

    static void CheckOutput(string output, bool overwrite)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(output)) ?? output;
        if (!Directory.Exists(folder))
        {
            throw new LiveStyleException($"{folder}: no such folder; create it, or give another --out");
        }

        if (Directory.Exists(output))
        {
            throw new LiveStyleException($"{output} is a folder; give a file's name as --out");
        }

        if (File.Exists(output) && !overwrite)
        {
            throw new LiveStyleException($"{output} is there already; add --overwrite to replace it, or give another --out");
        }
    }

    static void CheckNames(ModelDescription bundle, string slug, string? rival)
    {
        string[] slugs = [.. bundle.Styles.Select(style => style.Slug)];
        if (slugs.Contains(slug))
        {
            throw new LiveStyleException($"{bundle.Name} has a style '{slug}' already; give the new one another --slug");
        }

        if (rival is not null && (rival == StyleInfo.Original || !slugs.Contains(rival)))
        {
            throw new LiveStyleException($"--compare-with {rival}: {bundle.Name} has no such painted style; give one of {string.Join(", ", slugs.Where(name => name != StyleInfo.Original))}");
        }
    }

    /// <summary>Those of the folder that are in the bundle.</summary>
    static IReadOnlyList<Painting> PaintingsOf(ModelDescription bundle, string folder)
    {
        List<Painting> found = [.. Painting.Find(folder, []).Where(painting => !painting.IsOriginal && bundle.Styles.Any(style => style.Slug == painting.Slug))];
        return found.Count > 0 ? found : throw new MediaException($"{folder}: holds no painting that is named as a style of {bundle.Name}; leave --paintings out");
    }
}
