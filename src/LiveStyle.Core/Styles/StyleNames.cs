namespace LiveStyle.Styles;

/// <summary>The slugs of a bundle in its order: what weight vectors are indexed by.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed class StyleNames
{
    const int LargestWordCount = 7;

    readonly string[] slugs;
    readonly int longest;
    readonly Dictionary<string, int> indices = [];

    /// <summary>Takes the slugs in a bundle's order.</summary>
    /// <param name="slugs">The slugs, each once.</param>
    /// <exception cref="ArgumentException">A slug is listed twice.</exception>
    public StyleNames(IEnumerable<string> slugs)
    {
        this.slugs = [.. slugs];
        longest = this.slugs.Select(slug => slug.Length).DefaultIfEmpty().Max();
        for (int i = 0; i < this.slugs.Length; i++)
        {
            indices.Add(this.slugs[i], i);
        }
    }

    /// <summary>The number of styles.</summary>
    public int Count => slugs.Length;

    /// <summary>The slug of one style.</summary>
    /// <param name="index">The style's place, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public string this[int index] => slugs[index];

    /// <summary>Finds a style's place.</summary>
    /// <param name="slug">The style's slug; case counts.</param>
    /// <param name="index">Receives the place, from 0.</param>
    /// <returns>Whether there is a style of that slug.</returns>
    public bool TryFind(string slug, out int index) => indices.TryGetValue(slug, out index);

    /// <summary>Finds a style's place, from 0.</summary>
    /// <param name="slug">The style's slug; case counts.</param>
    /// <exception cref="BlendException">No style has that name; the message names the nearest.</exception>
    public int IndexOf(string slug) => TryFind(slug, out int index)
        ? index
        : throw new BlendException(
            $"unknown style '{slug}'{(Nearest(slug) is { } near ? $"; did you mean '{near}'?" : "")}") { Remedies = Remedies.StyleList };

    /// <summary>Finds the slug that a mistyped or shortened name most likely stands for; null where none is near.</summary>
    /// <param name="name">The name as typed.</param>
    /// <remarks>
    /// The name is compared with each slug and with each choice of the slug's words, so that "hokusay" finds "hokusai-great-wave", and
    /// "klimt-kiss" finds "klimt-the-kiss". At most one edit in three letters is forgiven; of equals the shorter slug wins. A name of more
    /// than twice the letters of the longest slug is near to none, and costs nothing.
    /// </remarks>
    public string? Nearest(string name)
    {
        string wanted = name.Trim().ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
        if (wanted.Length < 2 || wanted.Length > 2 * longest)
        {
            return null;
        }

        int most = Math.Max(1, wanted.Length / 3);
        return slugs
            .Select(slug => (Slug: slug, Distance: Distance(wanted, slug, most)))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Slug.Length)
            .Select(candidate => candidate.Slug)
            .FirstOrDefault();
    }

    static double Distance(string wanted, string slug, int most)
    {
        double best = slug.Contains(wanted, StringComparison.Ordinal) ? 0.5 : Edits(wanted, slug, most);
        string[] words = slug.Split('-', LargestWordCount);
        for (int chosen = 1; chosen < 1 << words.Length; chosen++)
        {
            // Half an edit more: a whole slug that is as near is nearer.
            string part = string.Join('-', words.Where((_, i) => (chosen >> i & 1) != 0));
            best = Math.Min(best, Edits(wanted, part, most) + 0.5);
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbors that turn one text into the other; their lengths' difference where that is over the most.</summary>
    static int Edits(string a, string b, int most)
    {
        int least = Math.Abs(a.Length - b.Length);
        if (least > most)
        {
            return least;
        }

        var table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                int replace = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replace, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
