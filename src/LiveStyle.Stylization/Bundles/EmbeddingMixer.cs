using System.Runtime.CompilerServices;
using LiveStyle.Styles;

namespace LiveStyle.Stylization.Bundles;

/// <summary>Mixes the embedding that a network takes from a blend, and only where the blend is another one than before.</summary>
/// <remarks>
/// Owns the weights and the embedding, and allocates nothing once it is made. Thread-safety: one thread at a time; what runs several frames
/// at once has one mixer for each.
/// </remarks>
public sealed class EmbeddingMixer
{
    /// <summary>Bytes: the widest vector that a processor loads at once.</summary>
    const int Alignment = 64;

    readonly ModelBundle bundle;
    readonly float[] mixed;
    readonly float[] next;
    readonly float[] memory;
    readonly int offset;
    IBlendSource? source;
    long version;
    double time;
    bool isMixed;

    /// <summary>Makes a mixer that holds zeros until something is mixed.</summary>
    /// <param name="bundle">The bundle whose styles are mixed.</param>
    public EmbeddingMixer(ModelBundle bundle)
    {
        this.bundle = bundle;
        mixed = new float[bundle.Styles.Names.Count];
        next = new float[bundle.Styles.Names.Count];

        // Pinned, since ONNX Runtime keeps the address.
        memory = GC.AllocateArray<float>(bundle.Styles.EmbeddingLength + Alignment / sizeof(float), pinned: true);
        offset = (int)(-AddressOf(ref memory[0]) & (Alignment - 1)) / sizeof(float);
    }

    /// <summary>float32, E values: γ then β of each normalization, in execution order. 64-byte aligned, and never moved.</summary>
    public ReadOnlySpan<float> Embedding => Values;

    /// <summary>
    /// Whether the network's answer to the embedding is the frame itself, byte for byte, so that it need not run: see
    /// <see cref="ModelBundle.IsOriginal"/>.
    /// </summary>
    public bool IsOriginal { get; private set; }

    /// <summary>Where <see cref="Embedding"/> lies, as long as this mixer is referenced.</summary>
    internal nint Address => AddressOf(ref memory[offset]);

    /// <summary>Times that an embedding was added up from the styles'.</summary>
    internal long Mixes { get; private set; }

    Span<float> Values => memory.AsSpan(offset, bundle.Styles.EmbeddingLength);

    /// <summary>Takes the blend that a source shows at a time.</summary>
    /// <param name="blends">Bound to the bundle's style names.</param>
    /// <param name="seconds">Presentation time of the frame in seconds; NaN for a frame without one.</param>
    /// <exception cref="ArgumentException">The source is bound to another bundle's styles.</exception>
    public void Mix(IBlendSource blends, double seconds)
    {
        long current = blends.Version;
        if (blends == source && current == version && seconds.Equals(time))
        {
            return;
        }

        if (blends != source)
        {
            bundle.Styles.CheckNames(blends);
        }

        source = null;
        blends.Evaluate(seconds, next);
        Mix(next);
        (source, version, time) = (blends, current, seconds);
    }

    /// <summary>Takes a blend; looks its names up.</summary>
    /// <exception cref="BlendException">A style is not in the bundle, or a weight is too large for a float.</exception>
    public void Mix(Blend blend)
    {
        blend.Weigh(bundle.Styles.Names, next);
        Mix(next);
    }

    /// <summary>Takes weights.</summary>
    /// <param name="weights">One a style, in the order of the bundle's names. They need not add up to one; what misses is not filled up.</param>
    /// <exception cref="ArgumentException">There is not one weight a style.</exception>
    public void Mix(ReadOnlySpan<float> weights)
    {
        source = null;
        if (isMixed && weights.SequenceEqual(mixed))
        {
            return;
        }

        isMixed = false;
        bundle.Styles.Mix(weights, Values);
        weights.CopyTo(mixed);
        isMixed = true;
        IsOriginal = bundle.IsOriginal(Values);
        Mixes++;
    }

    /// <summary>Takes an embedding as it is.</summary>
    /// <param name="embedding">The embedding: E values.</param>
    /// <exception cref="ModelException">Its number of values is not the model's E.</exception>
    public void Set(ReadOnlySpan<float> embedding)
    {
        bundle.CheckEmbedding(embedding);
        (source, isMixed) = (null, false);
        embedding.CopyTo(Values);
        IsOriginal = bundle.IsOriginal(Values);
    }

    static unsafe nint AddressOf(ref float value) => (nint)Unsafe.AsPointer(ref value);
}
