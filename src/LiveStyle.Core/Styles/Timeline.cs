using System.Collections.Immutable;
using LiveStyle.Time;

namespace LiveStyle.Styles;

/// <summary>
/// Blends over time: keyframes in order of time, evaluated at a frame's presentation time. Before the first keyframe the first blend
/// holds, after the last the last. Immutable; thread-safe.
/// </summary>
/// <remarks>
/// Written on one line as keyframes separated by semicolons (or line breaks), each a time, a blend and the easing to
/// the next: <c>0s hokusai-great-wave ease-in-out; 2.5s munch-scream*0.5 + klimt-the-kiss*0.5 @0.8; 5s original</c>.
/// Or in a file as JSON, where time is a number of seconds or a text that <see cref="ClockTime"/> reads, and strength and easing may be left out:
/// <code>
/// { "keyframes": [
///   { "time": 0, "blend": "hokusai-great-wave", "strength": 0.8, "easing": "ease-in-out" },
///   { "time": "1:05.5", "blend": "munch-scream*0.5 + klimt-the-kiss*0.5" } ] }
/// </code>
/// </remarks>
/// <example>
/// <code>
/// Timeline timeline = Timeline.Parse("0s original; 2s munch-scream ease-in-out; 5s hokusai-great-wave");
/// WeightCurve curve = timeline.Bind(new StyleNames(["original", "munch-scream", "hokusai-great-wave"]));
/// float[] weights = new float[curve.Names.Count];
/// curve.Evaluate(1, weights);                        // a frame that is shown at second 1
/// Console.WriteLine(string.Join("; ", weights));     // 0.5; 0.5; 0
/// </code>
/// </example>
public sealed class Timeline
{
    /// <summary>Makes a timeline of keyframes.</summary>
    /// <param name="keyframes">The keyframes, at least one, by rising time.</param>
    /// <exception cref="BlendException">There is no keyframe, or times are negative, not finite, equal or out of order.</exception>
    public Timeline(IEnumerable<Keyframe> keyframes)
    {
        Keyframes = [.. keyframes];
        if (Keyframes.IsEmpty)
        {
            throw new BlendException("the timeline has no keyframes; give at least one, such as 0s munch-scream");
        }

        for (int i = 0; i < Keyframes.Length; i++)
        {
            double time = Keyframes[i].Time;
            if (!double.IsFinite(time))
            {
                throw new BlendException($"keyframe {i + 1}: its time is {time}; give seconds, such as 2.5");
            }

            if (time < 0)
            {
                throw new BlendException($"keyframe {i + 1}: its time {ClockTime.Format(time)} is negative; times count from 0");
            }

            double before = i > 0 ? Keyframes[i - 1].Time : -1;
            if (time == before)
            {
                throw new BlendException($"keyframe {i + 1}: it is at {ClockTime.Format(time)}, as keyframe {i} is; " +
                    "move one of them (for a cut, give the one before it the easing hold)");
            }

            if (time < before)
            {
                throw new BlendException($"keyframe {i + 1}: it is at {ClockTime.Format(time)}, before keyframe {i} " +
                    $"at {ClockTime.Format(before)}; sort the keyframes by time");
            }
        }
    }

    /// <summary>The keyframes, at least one, by rising time.</summary>
    public ImmutableArray<Keyframe> Keyframes { get; }

    /// <summary>Makes a timeline that shows one blend for all time.</summary>
    public static Timeline Constant(Blend blend) => new([new Keyframe(0, blend)]);

    /// <summary>Reads a timeline in its one-line form, or in JSON where the text begins with a brace.</summary>
    /// <exception cref="BlendException">The text is no timeline; the message names the keyframe and the cure.</exception>
    public static Timeline Parse(string text) =>
        text.AsSpan().TrimStart().StartsWith('{') ? TimelineFile.Parse(text) : TimelineLine.Parse(text);

    /// <summary>Reads what a command line gives: the path of a JSON file, or the timeline itself.</summary>
    /// <exception cref="BlendException">The text is neither, or the file can't be read or is no timeline.</exception>
    public static Timeline FromArgument(string argument) =>
        argument.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(argument)
            ? TimelineFile.Load(argument)
            : Parse(argument);

    /// <summary>Fixes the timeline to a bundle's styles, for evaluation at every frame.</summary>
    /// <param name="names">The bundle's styles.</param>
    /// <exception cref="BlendException">A style is not in the bundle; the message names the keyframe and the nearest style.</exception>
    public WeightCurve Bind(StyleNames names) => new(this, names);

    /// <summary>Writes the timeline in its one-line form, which <see cref="Parse"/> reads back.</summary>
    public override string ToString() => string.Join("; ", Keyframes.Select(key =>
        $"{ClockTime.Format(key.Time)} {key.Blend}{(key.Easing == Easing.Linear ? "" : " " + key.Easing.Name())}"));
}
