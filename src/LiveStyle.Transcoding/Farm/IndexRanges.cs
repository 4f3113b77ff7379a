using System.Globalization;

namespace LiveStyle.Transcoding.Farm;

/// <summary>Sets of indices as farms write them: "0-3,7".</summary>
static class IndexRanges
{
    /// <param name="indices">Ascending, each once.</param>
    public static string Format(IEnumerable<int> indices)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int index in indices)
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == index)
            {
                ranges[^1] = (ranges[^1].First, index);
            }
            else
            {
                ranges.Add((index, index));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")));
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static IReadOnlyList<int> Parse(string text)
    {
        var indices = new List<int>();
        foreach (string range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = range.Split('-');
            int first = int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture);
            int last = int.Parse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture);
            indices.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return indices;
    }
}
