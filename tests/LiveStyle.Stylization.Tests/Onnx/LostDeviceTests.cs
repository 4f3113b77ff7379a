using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Vulkan;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>A GPU that stops answering in the middle of a clip.</summary>
[Collection(SoftwareGpuCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class LostDeviceTests : IDisposable
{
    const int Frames = 12;

    static readonly FrameSize Size = new(48, 32);
    static readonly FrameFormat Planes = new(PixelLayout.Nv12, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left);

    readonly List<string> messages = [];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Assert.Empty(messages);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_device_is_opened_again_and_no_frame_is_lost_or_doubled(int slots)
    {
        byte[][] expected = await RunAsync(slots, Planes, _ => { });
        string? note = null;
        byte[][] actual = await RunAsync(slots, Planes, stylizer => Lose(stylizer, after: 4), stylizer =>
        {
            note = stylizer.Note;
            Assert.Equal(StylizerDevice.Vulkan, stylizer.Device);
        });

        Assert.Equal(expected, actual);
        Assert.Contains("was started again", note);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    public async Task A_device_lost_twice_leaves_the_rest_to_the_processor(int slots, bool hasPlanes)
    {
        FrameFormat format = hasPlanes ? Planes : FrameFormat.Rgb;
        byte[][] expected = await RunAsync(slots, format, _ => { });
        string? note = null;
        byte[][] actual = await RunAsync(slots, format, stylizer => Lose(stylizer, after: 3), stylizer =>
        {
            note = stylizer.Note;
            Assert.Equal((StylizerDevice.Cpu, "cpu"), (stylizer.Device, stylizer.DeviceName));
        }, again: true);

        Assert.Contains("the processor went on", note);
        Assert.All(expected.Zip(actual), pair => AssertNear(pair.First, pair.Second));
    }

    static void Lose(VulkanStylizer stylizer, int after)
    {
        int left = after;
        stylizer.Session!.Device.Submissions.Submitting = () =>
        {
            if (Interlocked.Decrement(ref left) < 0)
            {
                throw new GpuException("the GPU stopped answering") { IsDeviceLost = true };
            }
        };
    }

    /// <summary>All frames, as many at once as there are slots.</summary>
    /// <param name="begin">Looks at the stylizer before the first frame.</param>
    /// <param name="end">Looks at it after the last.</param>
    /// <param name="again">The device is lost once more when it has been opened again.</param>
    async Task<byte[][]> RunAsync(int slots, FrameFormat format, Action<VulkanStylizer> begin, Action<VulkanStylizer>? end = null, bool again = false)
    {
        var options = new StylizerOptions { Device = StylizerDevice.Vulkan, Slots = slots, GpuInstance = new GpuInstanceOptions { Validation = Note } };
        await using VulkanStylizer stylizer = VulkanStylizer.Create(ModelBundle.Open("live"), options);
        stylizer.SetBlend(new Blend(stylizer.Bundle.Styles.Names[1]));
        VulkanSession? first = stylizer.Session;
        begin(stylizer);
        using var pool = new FramePool(Size, format);
        var results = new byte[Frames][];
        int next = -1, isLostAgain = 0;
        await Task.WhenAll(Enumerable.Range(0, slots).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < Frames)
            {
                if (again && stylizer.Session is { } session && session != first && Interlocked.Exchange(ref isLostAgain, 1) == 0)
                {
                    Lose(stylizer, after: 1);
                }

                using HostFrame result = await stylizer.ProcessAsync(Frame(pool, number), Cancellation);
                Assert.Equal(number, result.Timestamp.Ticks);
                Assert.Null(Interlocked.Exchange(ref results[number], Bytes(result)));
            }
        })));
        end?.Invoke(stylizer);
        Assert.Equal((0, 0), (pool.Outstanding, stylizer.Outstanding));
        return results;
    }

    static HostFrame Frame(FramePool pool, int number)
    {
        HostFrame frame = pool.Rent();
        frame.Timestamp = new Timestamp(number, new Rational(1, 24));
        for (int plane = 0; plane < frame.Format.PlaneCount; plane++)
        {
            Span<byte> bytes = frame.Plane(plane).Bytes;
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(100 + 40 * MathF.Sin(i * 0.05f * (plane + 1) + number));
            }
        }

        return frame;
    }

    static byte[] Bytes(HostFrame frame) =>
        [.. Enumerable.Range(0, frame.Format.PlaneCount).SelectMany(plane => frame.Plane(plane).Bytes.ToArray())];

    static void AssertNear(byte[] expected, byte[] actual)
    {
        int[] differences = [.. expected.Zip(actual, (a, b) => Math.Abs(a - b))];
        Assert.InRange(differences.Average(), 0, 0.6);
        Assert.InRange(differences.Max(), 0, 5);
    }

    void Note(string message)
    {
        lock (messages)
        {
            messages.Add(message);
        }
    }
}
