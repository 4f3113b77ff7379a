using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;

namespace LiveStyle.Stylization.Vulkan;

/// <summary>Restyles frames with a bundle's network in compute shaders: planes go up as they are, and planes come back.</summary>
/// <remarks>
/// A device that is lost is opened again once; when it is lost again, the processor goes on, and <see cref="Note"/> says
/// so. No frame is lost by that. Thread-safety: see <see cref="IStylizer"/>.
/// </remarks>
/// <example>
/// <code>
/// ModelBundle bundle = ModelBundle.Open("live");
/// await using VulkanStylizer stylizer = VulkanStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Vulkan });
/// using HostFrame picture = StillImage.Load("photo.jpg");
/// using HostFrame styled = HostFrame.Allocate(picture.Size);
/// stylizer.Stylize(picture, styled, bundle.Styles.Embed(Blend.Parse("munch-scream")));
/// Console.WriteLine($"restyled on {stylizer.DeviceName}");
/// </code>
/// </example>
public sealed class VulkanStylizer : IStylizer
{
    /// <summary>One frame copied in, one in the network, one copied out.</summary>
    const int SlotsOfClip = 3;

    readonly InferenceSlots<VulkanSlot> slots;
    readonly StylizerOptions options;
    readonly object gate = new();
    IBlendSource blends;
    VulkanSession? session;
    FramePool? copies;
    IStylizer? fallback;
    LiveStyleException? defeat;
    int running;
    int losses;
    volatile string? note;

    VulkanStylizer(ModelBundle bundle, StylizerOptions options, VulkanSession session)
    {
        Bundle = bundle;
        this.options = options;
        this.session = session;
        int count = options.Slots ?? (options.Clip is null ? 1 : SlotsOfClip);
        slots = new InferenceSlots<VulkanSlot>(Enumerable.Range(0, count).Select(i => new VulkanSlot(i, bundle)), typeof(VulkanStylizer));
        blends = Timeline.Constant(Blend.Original).Bind(bundle.Styles.Names);
        GpuName = session.Info.Name;
    }

    /// <inheritdoc/>
    public ModelBundle Bundle { get; }

    /// <inheritdoc/>
    public StylizerDevice Device => fallback?.Device ?? StylizerDevice.Vulkan;

    /// <summary>The name of the GPU, as its driver tells it.</summary>
    public string GpuName { get; }

    /// <inheritdoc/>
    public string DeviceName => fallback is null ? $"vulkan ({GpuName})" : fallback.DeviceName;

    /// <inheritdoc/>
    public string? Note => note;

    /// <inheritdoc/>
    public int Slots => slots.Count;

    /// <inheritdoc/>
    public int Outstanding => (session?.Path?.Pool.Outstanding ?? 0) + (copies?.Outstanding ?? 0);

    internal VulkanSession? Session => session;

    /// <summary>Opens a Vulkan device and prepares a bundle's network on it.</summary>
    /// <param name="bundle">The network and its styles.</param>
    /// <param name="options">The device and its settings; <see cref="StylizerOptions.VulkanDevice"/> chooses among several.</param>
    /// <exception cref="GpuException">There is no such device, or it can't run the network.</exception>
    /// <exception cref="ModelException">
    /// The slots are out of range, or the bundle's network is of a family that the shaders don't know.
    /// </exception>
    public static VulkanStylizer Create(ModelBundle bundle, StylizerOptions options)
    {
        if (options.Slots is < 1 or > StylizerOptions.MaxSlots)
        {
            throw new ModelException($"{options.Slots} inference slots can't be had; give 1 to {StylizerOptions.MaxSlots}");
        }

        return new VulkanStylizer(bundle, options, VulkanSession.Open(bundle, options));
    }

    /// <inheritdoc/>
    public void CheckSize(FrameSize size)
    {
        OnnxStylizer.CheckSize(Bundle, size, StylizerDevice.Vulkan);
        session?.CheckSize(size);
    }

    /// <summary>Shows one blend from the next frame on.</summary>
    /// <param name="blend">The styles, their weights and the strength.</param>
    /// <exception cref="BlendException">A style is not in the bundle.</exception>
    public void SetBlend(Blend blend) => Follow(Timeline.Constant(blend).Bind(Bundle.Styles.Names));

    /// <inheritdoc/>
    public void Follow(IBlendSource blends)
    {
        Bundle.Styles.CheckNames(blends);
        Volatile.Write(ref this.blends, blends);
    }

    /// <inheritdoc/>
    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            VulkanSlot slot = slots.Rent(cancellation);
            HostFrame? target = null;
            try
            {
                cancellation.ThrowIfCancellationRequested();
                slot.Mixer.Mix(Volatile.Read(ref blends), frame.Timestamp.Seconds);
                if (slot.Mixer.IsOriginal)
                {
                    target = CopyOf(frame);
                }
                else
                {
                    Run(slot, frame, ref target, cancellation);
                }

                target!.Alpha = frame.Alpha?.AddReference();
                return ValueTask.FromResult(target);
            }
            catch
            {
                target?.Dispose();
                throw;
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

        VulkanSlot slot = slots.Rent(cancellation);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            slot.Mixer.Set(embedding);
            if (slot.Mixer.IsOriginal)
            {
                source.CopyTo(target);
                return;
            }

            HostFrame? given = target;
            Run(slot, source, ref given, cancellation);
        }
        finally
        {
            slots.Return(slot);
        }
    }

    /// <summary>Waits for runs under way; who waits for a slot is turned away.</summary>
    public async ValueTask DisposeAsync()
    {
        if (slots.TryClose())
        {
            session?.Dispose();
            copies?.Dispose();
            if (fallback is not null)
            {
                await fallback.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The frame again, for who takes its place: it never goes to the device.</summary>
    HostFrame CopyOf(HostFrame frame)
    {
        HostFrame copy;
        lock (gate)
        {
            if (copies is null || copies.Size != frame.Size || copies.Format != frame.Format)
            {
                copies?.Dispose();
                copies = new FramePool(frame.Size, frame.Format);
            }

            copy = copies.Rent();
        }

        frame.CopyTo(copy);
        copy.Timestamp = frame.Timestamp;
        copy.DurationTicks = frame.DurationTicks;
        return copy;
    }

    /// <param name="target">Receives the picture; where it is null, a frame is rented.</param>
    /// <param name="slot">Holds the embedding and what the device needs for one run.</param>
    /// <param name="source">The frame that is restyled.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    void Run(VulkanSlot slot, HostFrame source, ref HostFrame? target, CancellationToken cancellation)
    {
        while (true)
        {
            VulkanSession? current = Enter(source, out GpuException? lostBefore);
            try
            {
                if (lostBefore is not null)
                {
                    Lose(current!);
                    continue;
                }

                if (current is null)
                {
                    target ??= HostFrame.Allocate(source.Size, source.Format);
                    RunOnProcessor(source, target, slot.Mixer.Embedding, cancellation);
                }
                else
                {
                    target ??= current.Path!.Pool.Rent();
                    current.Path!.Run(slot.Number, source, target, slot.Mixer.Embedding);
                }

                return;
            }
            catch (GpuException lost) when (lost.IsDeviceLost && current is not null)
            {
                Lose(current);
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>
    /// Waits where the path must be made anew for a frame until no run uses the old one, and after a loss until it is settled what goes
    /// on; null: the processor is to run it.
    /// </summary>
    /// <param name="lost">The device was lost when the path was to be made; the run has begun all the same.</param>
    /// <param name="source">The frame that the path must fit.</param>
    VulkanSession? Enter(HostFrame source, out GpuException? lost)
    {
        lost = null;
        lock (gate)
        {
            while (session is { } busy && (busy.IsLost || (!busy.Fits(source) && running > 0)))
            {
                Monitor.Wait(gate);
            }

            if (session is { } current && !current.Fits(source))
            {
                // Before any other run can begin on the path that goes.
                try
                {
                    CheckSize(source.Size);
                    current.Fit(source, Slots);
                }
                catch (GpuException problem) when (problem.IsDeviceLost)
                {
                    lost = problem;
                }
            }

            running++;
            return session;
        }
    }

    void Leave()
    {
        lock (gate)
        {
            running--;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Called inside a run: the last one to notice opens the device again, or gives it up.</summary>
    void Lose(VulkanSession lost)
    {
        lock (gate)
        {
            lost.IsLost = true;
            while (session == lost && running > 1)
            {
                // Every run on the lost device ends with the same failure, or had ended before.
                Leave();
                Monitor.Wait(gate);
                running++;
            }

            if (session != lost)
            {
                return;
            }

            session = null;
            lost.Dispose();
            losses++;
            try
            {
                session = losses > 1 ? null : VulkanSession.Open(Bundle, options);
            }
            catch (GpuException)
            {
                // It does not come back: the processor goes on.
            }

            if (session is null)
            {
                try
                {
                    fallback = Stylizer.Open(Bundle, options with { Device = StylizerDevice.Cpu, Slots = Slots });
                }
                catch (LiveStyleException problem)
                {
                    // Every run tells it, this one too.
                    defeat = problem;
                }
            }

            note = session is null
                ? $"{GpuName} stopped answering; the processor went on with the rest, with no frame lost"
                : $"{GpuName} stopped answering and was started again, with no frame lost";
            Monitor.PulseAll(gate);
        }
    }

    void RunOnProcessor(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation)
    {
        IStylizer processor = fallback ?? throw new GpuException(
            $"{GpuName} stopped answering, and the processor can't go on: {defeat?.Message ?? "it was not started"}", defeat);
        if (source.Format.HasAlphaSamples)
        {
            processor.Stylize(source, target, embedding, cancellation);
            return;
        }

        using HostFrame rgb = HostFrame.Allocate(source.Size);
        using HostFrame stylized = HostFrame.Allocate(source.Size);
        PlaneConversion.ToRgb(source, rgb);
        processor.Stylize(rgb, stylized, embedding, cancellation);
        stylized.Timestamp = source.Timestamp;
        stylized.DurationTicks = source.DurationTicks;
        PlaneConversion.FromRgb(stylized, target);
    }
}
