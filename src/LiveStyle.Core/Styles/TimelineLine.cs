using LiveStyle.Time;

namespace LiveStyle.Styles;

/// <summary>The one-line form of a timeline: "0s a; 2.5s b*0.5 + c*0.5 @0.8 ease-in-out; 1:05.5 original".</summary>
static class TimelineLine
{
    public static Timeline Parse(string text)
    {
        var keyframes = new List<Keyframe>();
        int begin = 0;
        while (begin < text.Length)
        {
            int end = text.AsSpan(begin).IndexOfAny(';', '\n');
            end = end < 0 ? text.Length : begin + end;
            if (!string.IsNullOrWhiteSpace(text[begin..end]))
            {
                keyframes.Add(ReadKeyframe(text, begin, end, keyframes.Count + 1));
            }

            begin = end + 1;
        }

        return new Timeline(keyframes);
    }

    static Keyframe ReadKeyframe(string text, int begin, int end, int number)
    {
        while (char.IsWhiteSpace(text[begin]))
        {
            begin++;
        }

        int blend = begin;
        while (blend < end && !char.IsWhiteSpace(text[blend]))
        {
            blend++;
        }

        string time = text[begin..blend];
        if (!ClockTime.TryParse(time, out double seconds))
        {
            throw new BlendException($"keyframe {number}: it begins with '{time}', which is no time; " +
                "begin with the time and a space, as in 2.5s munch-scream or 1:05.5 munch-scream");
        }

        try
        {
            var reader = new BlendReader(text, blend, end);
            Blend value = reader.ReadBlend();
            string word = reader.ReadWord(out int column);
            Easing easing = Easing.Linear;
            if (word.Length > 0 && !EasingCurve.TryParse(word, out easing))
            {
                throw new BlendException($"blend, column {column}: unknown easing '{word}'; use one of {EasingCurve.AllNames}, or + between styles");
            }

            reader.ExpectEnd();
            return new Keyframe(seconds, value, easing);
        }
        catch (BlendException problem)
        {
            throw new BlendException($"keyframe {number}: {problem.Message}", problem);
        }
    }
}
