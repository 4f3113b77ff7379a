using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Training.Evaluation;
using LiveStyle.Training.Losses;
using LiveStyle.Training.Runs;

namespace LiveStyle.Training.Comparison;

/// <summary>What all parts share: the three systems, the pictures, the paintings, and the judge of losses.</summary>
sealed class ComparisonScene : IAsyncDisposable
{
    const int UsualPaintingSide = 320;

    readonly Lazy<PictureLosses> judge;
    readonly List<NamedPicture> pictures = [];
    readonly OptimizedPictures optimized;

    /// <param name="options">Validated.</param>
    /// <param name="progress">After each step of an optimization, what is optimized and the share that is done.</param>
    /// <exception cref="LiveStyleException">Something that was named is missing or damaged, or does not fit together.</exception>
    public ComparisonScene(ComparisonOptions options, Action<string, double> progress)
    {
        Options = options;
        Ours = new EvaluatedBundle(options.Model);
        Johnson = options.Johnson is { } johnson ? new EvaluatedBundle(johnson) : null;
        if (Johnson is { Painted.Count: not 1 })
        {
            throw new ModelException($"{options.Johnson}: has {Johnson.Painted.Count} styles; give a bundle of one, trained alone with livestyle-train run --styles NAME");
        }

        LastStage stage = LastStage.Read(Ours.Description.Training);
        IReadOnlyList<Painting> painted = Painting.Find(options.Paintings, []);
        Paintings = painted.Where(painting => !painting.IsOriginal && Ours.Painted.Any(style => style.Slug == painting.Slug)).ToDictionary(painting => painting.Slug);
        Styles = options.Styles.Count > 0 ? options.Styles : [.. Ours.Painted.Select(style => style.Slug).Where(Paintings.ContainsKey)];
        if (Styles.FirstOrDefault(slug => !Paintings.ContainsKey(slug)) is { } missing)
        {
            throw new ModelException($"'{missing}' is not both a style of {options.Model} and a painting of {options.Paintings}; give --styles some of {string.Join(", ", Paintings.Keys)}");
        }

        if (Styles.Count == 0)
        {
            throw new ModelException($"{options.Paintings}: holds none of the paintings of {options.Model}; give the folder that it was trained on");
        }

        if (Johnson is not null && !Paintings.ContainsKey(JohnsonStyle!))
        {
            throw new ModelException($"{options.Johnson}: its style '{JohnsonStyle}' is not both a style of {options.Model} and a painting of {options.Paintings}; train one that is");
        }

        using (FeatureNetwork vgg = FeatureNetwork.Load(options.Vgg))
        {
            if (vgg.IsDistilled)
            {
                throw new ModelException($"{options.Vgg}: is the distilled VGG-19; give the full one, on which losses compare");
            }
        }

        pictures.AddRange(options.Pictures.Select(path => NamedPicture.Load(path, options.Side)));
        Page = TextPage.Draw(options.Side);
        Portrait = LoadPortrait();

        // Everyone is judged by the losses that our bundle learned last, and by its paintings' scale.
        int PaintingSide(string slug) => options.PaintingSide ?? Ours.Painted.First(style => style.Slug == slug).PaintingSide ?? stage.PaintingSide ?? UsualPaintingSide;
        optimized = new OptimizedPictures(PathOf("gatys"), options.Vgg, stage.Losses, [.. Paintings.Values], PaintingSide, options.GatysSteps);
        Optimized = new TimedOptimizations(optimized, progress);
        judge = new Lazy<PictureLosses>(() => new PictureLosses(options.Vgg, stage.Losses, [.. Paintings.Values], PaintingSide));
    }

    public ComparisonOptions Options { get; }

    public EvaluatedBundle Ours { get; }

    public EvaluatedBundle? Johnson { get; }

    public string? JohnsonStyle => Johnson?.Painted[0].Slug;

    public IReadOnlyList<NamedPicture> Pictures => pictures;

    public NamedPicture Page { get; }

    /// <summary>Gray.</summary>
    public NamedPicture Portrait { get; }

    /// <summary>Of the bundle and in the folder, by slug.</summary>
    public IReadOnlyDictionary<string, Painting> Paintings { get; }

    /// <summary>Slugs for the figures, at least one.</summary>
    public IReadOnlyList<string> Styles { get; }

    public TimedOptimizations Optimized { get; }

    public PictureLosses Judge => judge.Value;

    /// <summary>What the i-th picture is painted as: Johnson's only style where Johnson takes part, else the styles take turns.</summary>
    public string StyleFor(int picture) => JohnsonStyle ?? Styles[picture % Styles.Count];

    public string Title(string slug) => Ours.Painted.First(style => style.Slug == slug).Title;

    public string PathOf(string file) => Path.Combine(Options.Output, file);

    public void SaveSheet(ImageGrid grid, string file)
    {
        using HostFrame sheet = grid.Draw();
        StillImage.Save(sheet, PathOf(file));
    }

    public async ValueTask DisposeAsync()
    {
        pictures.ForEach(picture => picture.Dispose());
        Page.Dispose();
        Portrait.Dispose();
        optimized.Dispose();
        if (judge.IsValueCreated)
        {
            judge.Value.Dispose();
        }

        await Ours.DisposeAsync();
        if (Johnson is not null)
        {
            await Johnson.DisposeAsync();
        }
    }

    NamedPicture LoadPortrait()
    {
        using HostFrame color = Options.Portrait is { } path ? StillImage.Load(path) : NamedPicture.CenterSquare(pictures[0].Frame);
        using HostFrame scaled = NamedPicture.Scale(color, Options.Side);
        return new NamedPicture("portrait", NamedPicture.Gray(scaled));
    }
}
