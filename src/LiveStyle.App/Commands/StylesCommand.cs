using System.CommandLine;
using LiveStyle.Bundles;
using LiveStyle.Files;
using LiveStyle.Frames;
using LiveStyle.Media.Stills;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.App.Commands;

/// <summary>livestyle styles: what the bundle holds, as a list or drawn on one picture.</summary>
static class StylesCommand
{
    const int Columns = 4;
    static readonly FrameSize Cell = new(360, 240);

    static readonly Option<string?> Sheet = new("--sheet") { Description = "Draw every style on one picture into this file", HelpName = "FILE" };
    static readonly Option<string?> Picture = new("--picture") { Description = "The picture to draw them on; the bundle's own by default", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new ExampleCommand("styles", "List the bundle's styles; --sheet draws them all on one picture.", """
            livestyle styles
            livestyle styles --sheet styles.png --picture portrait.jpg
            livestyle styles --sheet styles.png --style-file my.style.safetensors
            """)
        {
            Sheet, Picture, SharedOptions.StyleFiles, SharedOptions.Model, SharedOptions.Device, SharedOptions.Threads,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            IReadOnlyList<StyleFile> files = SharedOptions.ReadStyleFiles(parsed);
            ModelBundle bundle = ModelBundle.Open(parsed.GetRequiredValue(SharedOptions.Model)).WithStyles(files);
            if (parsed.GetValue(Sheet) is { } sheet)
            {
                string picture = parsed.GetValue(Picture) ?? Path.Combine(bundle.Directory, "previews", "picture.jpg");
                StillImage.CheckPath(sheet);
                if (RealPath.IsSameFile(picture, sheet))
                {
                    throw new MediaException($"{sheet}: the picture and the sheet are the same file; name another sheet");
                }

                await using IStylizer stylizer = Stylizer.Open(bundle, SharedOptions.StylizerOptions(parsed));
                Draw(stylizer, picture, sheet, cancellation);
                Console.WriteLine($"{sheet}: {bundle.Styles.Names.Count} styles of {bundle.Description.Name}{(files.Count > 0 ? " and files" : "")}");
            }
            else
            {
                List(bundle);
            }

            return 0;
        });
        return command;
    }

    /// <summary>The bundle's styles, then those of files.</summary>
    static void List(ModelBundle bundle)
    {
        // Plain columns, so that the list can be piped on: the slug is each line's first word.
        int width = bundle.Description.Styles.Max(style => style.Slug.Length);
        foreach (StyleInfo style in bundle.Description.Styles)
        {
            string origin = string.Join(", ", new[] { style.Artist, style.Year }.Where(part => !string.IsNullOrEmpty(part)));
            Console.WriteLine($"{style.Slug.PadRight(width)}  {style.Title}{(origin.Length > 0 ? $" ({origin})" : "")}");
        }
    }

    static void Draw(IStylizer stylizer, string picturePath, string sheetPath, CancellationToken cancellation)
    {
        using HostFrame whole = StillImage.Load(picturePath);
        using HostFrame picture = Reduce(whole);
        var cells = new List<GridCell> { new(picture, "(the picture)") };
        var drawn = new List<HostFrame>();
        try
        {
            foreach (StyleInfo style in stylizer.Bundle.Description.Styles)
            {
                HostFrame stylized = HostFrame.Allocate(picture.Size);
                drawn.Add(stylized);
                stylizer.Stylize(picture, stylized, stylizer.Bundle.Styles.Embed(new Blend(style.Slug)), cancellation);
                cells.Add(new GridCell(stylized, style.Slug, style.Artist is { } artist ? $"{artist}: {style.Title}" : style.Title));
            }

            using HostFrame sheet = (ImageGrid.Of(cells, Columns) with { CellSize = Cell, Heading = stylizer.Bundle.Description.Title, Theme = GridTheme.Dark }).Draw();
            StillImage.Save(sheet, sheetPath);
        }
        finally
        {
            drawn.ForEach(frame => frame.Dispose());
        }
    }

    /// <summary>Strokes have a size in pixels, so a large picture is shown them at twice the cell's size at most.</summary>
    static HostFrame Reduce(HostFrame picture)
    {
        double scale = Math.Min(1, 2.0 * Math.Min((double)Cell.Width / picture.Size.Width, (double)Cell.Height / picture.Size.Height));
        return scale == 1
            ? picture.AddReference()
            : StillImage.Resize(picture, new FrameSize(Math.Max(16, (int)(picture.Size.Width * scale)), Math.Max(16, (int)(picture.Size.Height * scale))));
    }
}
