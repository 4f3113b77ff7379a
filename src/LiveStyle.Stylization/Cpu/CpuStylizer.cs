using System.Runtime.Intrinsics.X86;
using LiveStyle.Cpu;
using LiveStyle.Cpu.Network;
using LiveStyle.Frames;
using LiveStyle.Networks;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.Stylization.Cpu;

/// <summary>Restyles frames with a bundle's network in the processor's vector instructions, straight from and into the frames' own memory.</summary>
/// <remarks>
/// It runs the two architectures and no other graph; <see cref="Stylizer.Open"/> takes ONNX Runtime for those. Frames of a size that came before
/// allocate nothing. The bytes are the same whatever the number of threads. Thread-safety: see <see cref="IStylizer"/>.
/// </remarks>
/// <example>
/// <code>
/// ModelBundle bundle = ModelBundle.Open("live");
/// await using CpuStylizer stylizer = CpuStylizer.Create(bundle, new StylizerOptions());
/// using HostFrame picture = StillImage.Load("photo.jpg");
/// using HostFrame styled = HostFrame.Allocate(picture.Size);
/// stylizer.Stylize(picture, styled, bundle.Styles.Embed(Blend.Parse("munch-scream")));
/// Console.WriteLine($"restyled in {stylizer.Instructions.Name()}");
/// </code>
/// </example>
public sealed class CpuStylizer : IStylizer
{
    readonly CpuNetwork network;
    readonly InferenceSlots<CpuSlot> slots;
    readonly Lock targets = new();
    IBlendSource blends;
    FramePool? pool;

    CpuStylizer(ModelBundle bundle, CpuNetwork network, InferencePlan plan)
    {
        Bundle = bundle;
        this.network = network;
        slots = new InferenceSlots<CpuSlot>(Enumerable.Range(0, plan.Slots).Select(_ => new CpuSlot(bundle, network, plan.ThreadsOfRun)), typeof(CpuStylizer));
        blends = Timeline.Constant(Blend.Original).Bind(bundle.Styles.Names);
    }

    /// <inheritdoc/>
    public ModelBundle Bundle { get; }

    /// <inheritdoc/>
    public StylizerDevice Device => StylizerDevice.Cpu;

    /// <inheritdoc/>
    public string DeviceName => Device.Name();

    /// <summary>The instructions that the network runs in.</summary>
    public InstructionSet Instructions => network.Instructions;

    /// <inheritdoc/>
    public string? Note => Instructions == InstructionSet.Scalar || (Instructions == InstructionSet.Vector128 && Sse.IsSupported)
        ? $"this processor has no AVX2, so that the network runs slowly in {Instructions.Name()}"
        : null;

    /// <inheritdoc/>
    public int Slots => slots.Count;

    /// <inheritdoc/>
    public int Outstanding => pool?.Outstanding ?? 0;

    /// <summary>Arranges a bundle's network for this machine's instructions.</summary>
    /// <param name="bundle">The network and its styles.</param>
    /// <param name="options">The number of slots and threads; the device does not matter.</param>
    /// <exception cref="ModelException">The slots can't be had, or the network is none of the two architectures.</exception>
    public static CpuStylizer Create(ModelBundle bundle, StylizerOptions? options = null) => TryCreate(bundle, options ?? new StylizerOptions())
        ?? throw new ModelException($"{bundle.Description.Name} is not laid out as a {bundle.Description.Architecture.Family} network; export it again, or choose the device onnx");

    /// <summary>The same; null where the network is none of the two architectures.</summary>
    internal static CpuStylizer? TryCreate(ModelBundle bundle, StylizerOptions options, CpuNetworkOptions? networkOptions = null)
    {
        InferencePlan.Check(options);
        if (bundle.Description.Architecture.Family is not (ClassicArchitecture.Name or LiveArchitecture.Name) || BundleKernels.TryRead(bundle) is not { IsWhole: true } kernels)
        {
            return null;
        }

        bool hasPassThrough = bundle.Description.Architecture.PassThrough;
        if (bundle.Styles.EmbeddingLength != kernels.Architecture.PassThrough + (hasPassThrough ? 1 : 0))
        {
            return null;
        }

        var network = new CpuNetwork(kernels.Architecture, kernels.Kernels, hasPassThrough, networkOptions);
        int threads = options.Threads ?? Environment.ProcessorCount;
        int count = options.Slots ?? (options.Clip is { } size ? InferencePlan.Fastest(threads, network.BytesOf(size), WorkingMemory.Available()) : 1);
        return new CpuStylizer(bundle, network, new InferencePlan(count, Math.Max(1, threads / count)));
    }

    /// <inheritdoc/>
    public void CheckSize(FrameSize size) => CheckSize(size, held: 0, Slots);

    /// <inheritdoc/>
    public void Follow(IBlendSource blends)
    {
        Bundle.Styles.CheckNames(blends);
        Volatile.Write(ref this.blends, blends);
    }

    /// <summary>Shows one blend from the next frame on. A new stylizer shows the original.</summary>
    /// <param name="blend">The styles, their weights and the strength.</param>
    /// <exception cref="BlendException">A style is not in the bundle.</exception>
    public void SetBlend(Blend blend) => Follow(Timeline.Constant(blend).Bind(Bundle.Styles.Names));

    /// <summary>Stylizes one frame; runs on the calling thread and the slot's own, and ends before it returns.</summary>
    /// <exception cref="ModelException">The frame is too small, or needs more memory than there is.</exception>
    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            CpuSlot slot = slots.Rent(cancellation);
            try
            {
                slot.Mixer.Mix(Volatile.Read(ref blends), frame.Timestamp.Seconds);
                HostFrame target = RentTarget(frame.Size, frame.Format);
                try
                {
                    Run(slot, frame, target, cancellation);
                }
                catch
                {
                    target.Dispose();
                    throw;
                }

                target.Timestamp = frame.Timestamp;
                target.DurationTicks = frame.DurationTicks;
                target.Alpha = frame.Alpha?.AddReference();
                return ValueTask.FromResult(target);
            }
            finally
            {
                slots.Return(slot);
            }
        }
    }

    /// <inheritdoc/>
    public void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default)
    {
        Bundle.CheckEmbedding(embedding);
        if (target.Size != source.Size || target.Format != source.Format || target.Address == source.Address)
        {
            throw new ArgumentException("the target must be another frame of the same size and format", nameof(target));
        }

        CpuSlot slot = slots.Rent(cancellation);
        try
        {
            slot.Mixer.Set(embedding);
            Run(slot, source, target, cancellation);
        }
        finally
        {
            slots.Return(slot);
        }
    }

    /// <summary>Waits for runs under way; who waits for a slot is turned away.</summary>
    public ValueTask DisposeAsync()
    {
        if (slots.TryClose())
        {
            network.Dispose();
            pool?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    void Run(CpuSlot slot, HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        if (slot.Mixer.IsOriginal)
        {
            cancellation.ThrowIfCancellationRequested();
            source.CopyTo(target);
            return;
        }

        if (slot.Size != source.Size)
        {
            CheckSize(source.Size, slot.ByteLength, runs: 1);
        }

        slot.Run(source, target, cancellation);
    }

    void CheckSize(FrameSize size, long held, int runs)
    {
        OnnxStylizer.CheckSize(Bundle, size, StylizerDevice.Cpu);
        WorkingMemory.Check(size, (double)network.BytesOf(size) / size.Pixels, (double)WorkingMemory.Available() + held, runs);
    }

    HostFrame RentTarget(FrameSize size, FrameFormat format)
    {
        lock (targets)
        {
            if (pool?.Size != size || pool.Format != format)
            {
                pool?.Dispose();
                pool = new FramePool(size, format);
            }

            return pool.Rent();
        }
    }
}
