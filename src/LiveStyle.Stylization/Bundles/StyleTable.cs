using System.Numerics.Tensors;
using LiveStyle.Bundles;
using LiveStyle.Styles;

namespace LiveStyle.Stylization.Bundles;

/// <summary>The embeddings of a bundle's styles: float32, [styles, E]. Immutable; thread-safe.</summary>
public sealed class StyleTable
{
    readonly float[] rows;

    /// <summary>Makes a table of rows, which are copied.</summary>
    /// <param name="names">The styles, in the order of the rows.</param>
    /// <param name="embeddingLength">E: the number of values in a row.</param>
    /// <param name="rows">Row after row, E values each: γ then β of each normalization, in execution order.</param>
    /// <exception cref="ModelException">There are not E values a style, or one of them is not finite.</exception>
    public StyleTable(StyleNames names, int embeddingLength, ReadOnlySpan<float> rows)
    {
        if (embeddingLength < 1 || rows.Length != (long)names.Count * embeddingLength)
        {
            throw new ModelException($"{rows.Length} values are not {names.Count} styles of {embeddingLength}; export the bundle again");
        }

        Names = names;
        EmbeddingLength = embeddingLength;
        this.rows = rows.ToArray();
        for (int i = 0; i < this.rows.Length; i++)
        {
            if (!float.IsFinite(this.rows[i]))
            {
                throw new ModelException($"style '{names[i / embeddingLength]}' has a value {this.rows[i]}; the training went wrong, export another checkpoint");
            }
        }
    }

    /// <summary>The styles, in the order of the rows.</summary>
    public StyleNames Names { get; }

    /// <summary>E: the number of values in a row.</summary>
    public int EmbeddingLength { get; }

    /// <summary>Gives the embedding of one style: E values, valid as long as the table.</summary>
    /// <param name="index">The style's place in <see cref="Names"/>.</param>
    public ReadOnlySpan<float> Row(int index) => rows.AsSpan(index * EmbeddingLength, EmbeddingLength);

    /// <summary>Adds up the styles' embeddings by weight. Allocates nothing.</summary>
    /// <param name="weights">One weight a style, in the order of <see cref="Names"/>.</param>
    /// <param name="embedding">Receives E values.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Mix(ReadOnlySpan<float> weights, Span<float> embedding)
    {
        if (weights.Length != Names.Count || embedding.Length != EmbeddingLength)
        {
            throw new ArgumentException(
                $"{weights.Length} weights and {embedding.Length} values, for {Names.Count} styles of {EmbeddingLength} values");
        }

        embedding.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            // Most weights are zero most of the time.
            if (weights[i] != 0)
            {
                TensorPrimitives.MultiplyAdd(Row(i), weights[i], embedding, embedding);
            }
        }
    }

    /// <summary>Says that a blend's weights belong to this table's styles.</summary>
    /// <param name="blends">The blend.</param>
    /// <exception cref="ArgumentException">They belong to another's.</exception>
    public void CheckNames(IBlendSource blends)
    {
        if (blends.Names != Names)
        {
            throw new ArgumentException("the blends are bound to another bundle's styles", nameof(blends));
        }
    }

    /// <summary>Makes the embedding of one blend: E values, newly allocated.</summary>
    /// <exception cref="BlendException">A style is not in the table.</exception>
    public float[] Embed(Blend blend)
    {
        var weights = new float[Names.Count];
        var embedding = new float[EmbeddingLength];
        blend.Weigh(Names, weights);
        Mix(weights, embedding);
        return embedding;
    }

    /// <summary>Makes a table with more rows, after this one's, which stays as it is.</summary>
    /// <param name="more">Slugs that this table lacks, each with its E values.</param>
    /// <exception cref="ModelException">A row has another length, or a value that is not finite.</exception>
    public StyleTable With(IEnumerable<(string Slug, ReadOnlyMemory<float> Row)> more)
    {
        var added = more.ToList();
        return new StyleTable(
            new StyleNames([.. Enumerable.Range(0, Names.Count).Select(i => Names[i]), .. added.Select(style => style.Slug)]),
            EmbeddingLength,
            [.. rows, .. added.SelectMany(style => style.Row.ToArray())]);
    }

    /// <summary>Picks the rows of <paramref name="names"/> out of a styles.safetensors, by slug.</summary>
    /// <param name="names">The styles wanted, in the order wanted.</param>
    /// <param name="embeddingLength">E: the number of values in a row.</param>
    /// <param name="file">Arrays of E values, keyed by slug.</param>
    /// <param name="path">The name that errors give the file.</param>
    /// <exception cref="ModelException">A row is missing or has another length.</exception>
    public static StyleTable Read(StyleNames names, int embeddingLength, SafetensorsFile file, string path)
    {
        var rows = new float[names.Count * embeddingLength];
        for (int i = 0; i < names.Count; i++)
        {
            if (!file.Contains(names[i]))
            {
                throw new ModelException($"{path}: style '{names[i]}' of model.json has no row; export the bundle again");
            }

            float[] row = file.Read(names[i]);
            if (row.Length != embeddingLength)
            {
                throw new ModelException($"{path}: style '{names[i]}' has {row.Length} values where the network takes {embeddingLength}; export the bundle again");
            }

            row.CopyTo(rows, i * embeddingLength);
        }

        try
        {
            return new StyleTable(names, embeddingLength, rows);
        }
        catch (ModelException problem)
        {
            throw new ModelException($"{path}: {problem.Message}", problem);
        }
    }
}
