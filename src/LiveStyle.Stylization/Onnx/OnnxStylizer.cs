using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace LiveStyle.Stylization.Onnx;

/// <summary>Restyles frames with a bundle's network, in ONNX Runtime, straight from and into the frames' own memory.</summary>
/// <remarks>
/// As a processor it shows the blend that its source has at each frame's timestamp; frames of a size that came before allocate nothing.
/// Where the blend is the original the network does not run, and the frame comes back byte for byte. Thread-safety: as many frames are
/// stylized at once as there are slots, others wait; the blend may be changed from any thread and counts from the next frame on.
/// </remarks>
/// <example>
/// <code>
/// ModelBundle bundle = ModelBundle.Open("live");
/// await using OnnxStylizer stylizer = OnnxStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Onnx });
/// using HostFrame picture = StillImage.Load("photo.jpg");
/// using HostFrame styled = HostFrame.Allocate(picture.Size);
/// stylizer.Stylize(picture, styled, bundle.Styles.Embed(Blend.Parse("munch-scream")));
/// StillImage.Save(styled, "painted.png");
/// </code>
/// </example>
public sealed class OnnxStylizer : IStylizer
{
    readonly OnnxSession session;
    readonly InferenceSlots<InferenceSlot> slots;
    readonly Lock targets = new();
    IBlendSource blends;
    FramePool? pool;

    OnnxStylizer(ModelBundle bundle, OnnxSession session)
    {
        Bundle = bundle;
        this.session = session;
        slots = new InferenceSlots<InferenceSlot>(Enumerable.Range(0, session.Plan.Slots).Select(_ => new InferenceSlot(bundle, session)), typeof(OnnxStylizer));
        blends = Timeline.Constant(Blend.Original).Bind(bundle.Styles.Names);
    }

    /// <summary>Loads a bundle's network into ONNX Runtime.</summary>
    /// <param name="bundle">The network and its styles.</param>
    /// <param name="options">The device and its settings; by default the first device that this machine can start.</param>
    /// <exception cref="StylizerDeviceException">The device can't be had.</exception>
    /// <exception cref="ModelException">The slots can't be had, or the network can't be loaded.</exception>
    public static OnnxStylizer Create(ModelBundle bundle, StylizerOptions? options = null)
    {
        OnnxSession session = OnnxSession.Open(bundle, options ?? new StylizerOptions());
        try
        {
            return new OnnxStylizer(bundle, session);
        }
        catch (OnnxRuntimeException problem)
        {
            session.Dispose();
            throw OnnxProvider.NotStarted(session.Device, problem);
        }
    }

    /// <summary>Says before anything is begun whether frames of that size can be stylized.</summary>
    /// <param name="bundle">The bundle whose network would run.</param>
    /// <param name="size">The size of the frames, in pixels.</param>
    /// <param name="device">The device; only ONNX Runtime's on the processor is known, and only where the bundle says what a pixel takes.</param>
    /// <exception cref="ModelException">The frame is too small, or needs more memory than is free.</exception>
    public static void CheckSize(ModelBundle bundle, FrameSize size, StylizerDevice device = StylizerDevice.Onnx) =>
        CheckSize(bundle, size, device, largest: 0, runs: 1);

    /// <summary>Says before anything is begun whether frames of that size can be stylized, one in each slot.</summary>
    /// <param name="size">The size of the frames, in pixels.</param>
    /// <exception cref="ModelException">The frames are too small, or need more memory than is free.</exception>
    public void CheckSize(FrameSize size) => CheckSize(Bundle, size, Device, largest: 0, Slots);

    /// <inheritdoc/>
    public ModelBundle Bundle { get; }

    /// <inheritdoc/>
    public StylizerDevice Device => session.Device;

    /// <inheritdoc/>
    public string DeviceName => Device.Name();

    /// <summary>Always null: what fails here throws.</summary>
    public string? Note => null;

    /// <summary>The number of frames that are stylized at once.</summary>
    public int Slots => slots.Count;

    /// <summary>The number of frames given out by <see cref="ProcessAsync"/> and not yet disposed.</summary>
    public int Outstanding => pool?.Outstanding ?? 0;

    /// <summary>Shows one blend from the next frame on. A new stylizer shows the original.</summary>
    /// <exception cref="BlendException">A style is not in the bundle.</exception>
    public void SetBlend(Blend blend) => SetTimeline(Timeline.Constant(blend));

    /// <summary>Follows a timeline from the next frame on, at each frame's presentation time.</summary>
    /// <exception cref="BlendException">A style is not in the bundle.</exception>
    public void SetTimeline(Timeline timeline) => Follow(timeline.Bind(Bundle.Styles.Names));

    /// <summary>Follows a blend from the next frame on, at each frame's presentation time.</summary>
    /// <param name="blends">Bound to this bundle's style names.</param>
    /// <exception cref="ArgumentException">It is bound to another bundle's styles.</exception>
    public void Follow(IBlendSource blends)
    {
        Bundle.Styles.CheckNames(blends);
        Volatile.Write(ref this.blends, blends);
    }

    /// <summary>Stylizes one frame; runs on the calling thread and ONNX Runtime's own, and ends before it returns.</summary>
    /// <exception cref="ModelException">The frame is too small, needs more memory than there is, or the network failed.</exception>
    public ValueTask<HostFrame> ProcessAsync(HostFrame frame, CancellationToken cancellation)
    {
        using (frame)
        {
            InferenceSlot slot = slots.Rent(cancellation);
            try
            {
                slot.Mixer.Mix(Volatile.Read(ref blends), frame.Timestamp.Seconds);
                HostFrame target = RentTarget(frame.Size, frame.Format.HasAlphaSamples ? frame.Format : FrameFormat.Rgb);
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

    /// <summary>Stylizes one frame with one embedding, whatever blend is followed: for still pictures and for engines.</summary>
    /// <param name="source">RGB8, RGBA8 or BGRA8, sRGB, full range, origin top-left; stays the caller's and is not written.</param>
    /// <param name="target">Receives the stylized pixels, and the source's alpha samples; another frame of the same size and format, the caller's too.</param>
    /// <param name="embedding">float32, E values: γ then β of each normalization, in execution order.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="ModelException">
    /// The embedding's length is not the model's E, the frame is too small or needs more memory than there is, or the
    /// network failed.
    /// </exception>
    public void Stylize(HostFrame source, HostFrame target, ReadOnlySpan<float> embedding, CancellationToken cancellation = default)
    {
        Bundle.CheckEmbedding(embedding);
        if (target.Size != source.Size || target.Format != source.Format || target.Address == source.Address)
        {
            throw new ArgumentException("the target must be another frame of the same size and format", nameof(target));
        }

        InferenceSlot slot = slots.Rent(cancellation);
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
            session.Dispose();
            pool?.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Runs the network with the slot's embedding, unless what comes of it is the frame itself.</summary>
    void Run(InferenceSlot slot, HostFrame source, HostFrame target, CancellationToken cancellation)
    {
        if (slot.Mixer.IsOriginal)
        {
            cancellation.ThrowIfCancellationRequested();
            source.CopyTo(target);
        }
        else
        {
            CheckSize(source.Size, slot);
            slot.Run(source, target, cancellation);
        }
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

    // Runs keep the memory of the largest frame so far, so that only a larger one can be too large.
    void CheckSize(FrameSize size, InferenceSlot slot) => CheckSize(Bundle, size, Device, slot.LargestPixels, runs: 1);

    static void CheckSize(ModelBundle bundle, FrameSize size, StylizerDevice device, long largest, int runs)
    {
        int least = bundle.Description.MinimumSize;
        if (size.Width < least || size.Height < least)
        {
            double scale = (double)least / Math.Min(size.Width, size.Height);
            var fitting = new FrameSize(Even(size.Width * scale), Even(size.Height * scale));
            throw new ModelException($"a {size} frame is too small, the network takes {least}×{least} and up; enlarge it, as to {fitting}")
            {
                Remedies = Remedies.LargerFrames, SmallestSize = fitting,
            };
        }

        if (device == StylizerDevice.Onnx && size.Pixels > largest)
        {
            double bytesPerPixel = bundle.Description.WorkingBytesPerPixel;
            WorkingMemory.Check(size, bytesPerPixel, WorkingMemory.Available() + bytesPerPixel * largest, runs);
        }
    }

    static int Even(double extent) => (int)Math.Ceiling(extent / 2 - 1e-9) * 2;
}
