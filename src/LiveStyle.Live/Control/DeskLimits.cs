using System.Globalization;
using LiveStyle.Progress;
using LiveStyle.Styles;
using LiveStyle.Stylization.Strokes;

namespace LiveStyle.Live.Control;

/// <summary>What a desk takes, and the line that says what it doesn't.</summary>
static class DeskLimits
{
    public const double LongestMelt = 3600;

    public const double LargestStrength = 10;

    public const double LargestDepth = 10;

    public const double FewestBeats = 1.0 / 16;

    public const double MostBeats = 64;

    public const double ShortestItem = 0.1;

    public const double LongestItem = 86_400;

    const int LongestName = 100;

    /// <summary>A number in its range; says what the range is where it isn't.</summary>
    /// <exception cref="LiveStyleException">It is out of range, or no number.</exception>
    public static double Within(string what, double value, double least, double most, string unit = "") => value >= least && value <= most
        ? value
        : throw new LiveStyleException(string.Create(CultureInfo.InvariantCulture, $"{what} is {value}; give {least:0.####} to {most:0.####}{unit}"));

    public static void CheckMelt(TimeSpan? melt)
    {
        if (melt is { } given)
        {
            Within("the time of a melt", given.TotalSeconds, 0, LongestMelt, " seconds");
        }
    }

    /// <exception cref="LiveStyleException">It is out of its range, or not 1 without a style to measure it from.</exception>
    public static void CheckStrength(StyleNames names, double strength)
    {
        Within("the strength", strength, -LargestStrength, LargestStrength);
        if (strength != 1 && !names.TryFind(StyleInfo.Original, out _))
        {
            throw new BlendException(string.Create(
                CultureInfo.InvariantCulture, $"a strength of {strength} is measured from the style '{StyleInfo.Original}', which this model lacks; give 1"));
        }
    }

    public static void CheckSteadiness(double steadiness) => Within("the steadiness", steadiness, 0, 1);

    public static void CheckTempo(double tempo) => Within("the tempo", tempo, Tempo.Slowest, Tempo.Fastest, " beats a minute");

    public static void CheckStyle(StyleNames names, string style)
    {
        if (!names.TryFind(style, out _))
        {
            string near = names.Nearest(style) is { } nearest ? $"did you mean '{nearest}'? " : "";
            throw new BlendException($"unknown style '{Shown(style)}'; {near}There are: {string.Join(", ", Enumerable.Range(0, names.Count).Select(i => names[i]))}")
            {
                Remedies = Remedies.StyleList,
            };
        }
    }

    public static void CheckBlend(StyleNames names, Blend blend)
    {
        foreach (WeightedStyle term in blend.Terms)
        {
            CheckStyle(names, term.Slug);
        }

        blend.Weigh(names, new float[names.Count]);
    }

    public static void CheckPulse(StyleNames names, Pulse pulse)
    {
        if (pulse.Target != Pulse.Strength && !names.TryFind(pulse.Target, out _))
        {
            throw new BlendException($"a pulse swings '{Pulse.Strength}' or a style, and '{Shown(pulse.Target)}' is neither; the styles are: " +
                string.Join(", ", Enumerable.Range(0, names.Count).Select(i => names[i])));
        }

        if (!Enum.IsDefined(pulse.Shape))
        {
            throw new LiveStyleException($"a pulse has no shape of that number; there are: {string.Join(", ", PulseCurve.AllNames)}");
        }

        Within("the depth of a pulse", pulse.Depth, -LargestDepth, LargestDepth);
        Within("the cycle of a pulse", pulse.Beats, FewestBeats, MostBeats, " beats");
    }

    public static void CheckPresets(StyleNames names, IReadOnlyList<Preset> presets)
    {
        foreach (Preset preset in presets)
        {
            if (preset.Name.Length is 0 or > LongestName || preset.Name.Any(char.IsControl) || string.IsNullOrWhiteSpace(preset.Name))
            {
                throw new LiveStyleException($"'{Shown(preset.Name)}' is no name for a preset; give 1 to {LongestName} characters on one line");
            }

            if (presets.Count(other => other.Name == preset.Name) > 1)
            {
                throw new LiveStyleException($"two presets are called '{preset.Name}'; give each a name of its own");
            }

            try
            {
                CheckBlend(names, preset.Blend);
                CheckMelt(preset.Melt);
                CheckStrength(names, preset.Strength);
                CheckSteadiness(preset.Steadiness ?? 0);
                StrokeSize.Check(preset.StrokeSize ?? 1);
            }
            catch (LiveStyleException problem)
            {
                throw new LiveStyleException($"the preset '{preset.Name}': {problem.Message}", problem) { Remedies = problem.Remedies };
            }
        }
    }

    public static void CheckPlaylist(Playlist playlist, IReadOnlyList<Preset> presets)
    {
        if (playlist.Items.IsDefaultOrEmpty)
        {
            throw new LiveStyleException("the playlist is empty; give it one preset or more, each with its seconds");
        }

        foreach (PlaylistItem item in playlist.Items)
        {
            FindPreset(presets, item.Preset);
            Within($"the time of '{item.Preset}' in the playlist", item.Duration.TotalSeconds, ShortestItem, LongestItem, " seconds");
            CheckMelt(item.Melt);
        }
    }

    /// <exception cref="LiveStyleException">There is none of that name; the message lists those that there are.</exception>
    public static Preset FindPreset(IReadOnlyList<Preset> presets, string name) =>
        presets.FirstOrDefault(preset => preset.Name == name) ?? throw new LiveStyleException(presets.Count > 0
            ? $"no preset is called '{Shown(name)}'; there are: {string.Join(", ", presets.Select(preset => preset.Name))}"
            : $"no preset is called '{Shown(name)}', and there are none; name some in the show's settings");

    /// <summary>A name as somebody sent it, for a line: without control characters, and not longer than a name is.</summary>
    public static string Shown(string name) => OneLine.Of(name.Length > LongestName ? name[..LongestName] + "…" : name);
}
