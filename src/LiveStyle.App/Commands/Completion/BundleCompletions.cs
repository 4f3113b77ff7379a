using System.CommandLine;
using System.CommandLine.Completions;
using LiveStyle.Bundles;
using LiveStyle.Styles;
using LiveStyle.Stylization;
using LiveStyle.Stylization.Bundles;

namespace LiveStyle.App.Commands.Completion;

/// <summary>What may stand after <c>--model</c> and <c>--style</c>, looked up at the moment of asking.</summary>
static class BundleCompletions
{
    /// <summary>The bundles that a name alone finds.</summary>
    public static IEnumerable<CompletionItem> Bundles(CompletionContext context) => BundleSearchPath.Default()
        .Where(Directory.Exists)
        .SelectMany(Directory.GetDirectories)
        .Where(folder => File.Exists(Path.Combine(folder, ModelDescription.FileName)))
        .Select(folder => Path.GetFileName(folder))
        .Distinct()
        .Select(name => new CompletionItem(name));

    /// <summary>The styles of the bundle that the line names; none where it can't be opened, which only running the line tells.</summary>
    public static IEnumerable<CompletionItem> Styles(CompletionContext context)
    {
        try
        {
            ModelBundle bundle = ModelBundle.Open(context.ParseResult.GetValue(SharedOptions.Model) ?? SharedOptions.DefaultModel);
            return bundle.Description.Styles.Select(style => new CompletionItem(style.Slug, detail: Origin(style)));
        }
        catch (LiveStyleException)
        {
            return [];
        }
    }

    static string Origin(StyleInfo style) => style.Artist is { Length: > 0 } artist ? $"{artist}: {style.Title}" : style.Title;
}
