using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>Each accelerator that ONNX Runtime has in this build: none in the one for processors; the target Flavors runs these in the others.</summary>
public sealed class AcceleratorTests
{
    public static TheoryData<StylizerDevice> All => [StylizerDevice.Cuda, StylizerDevice.TensorRt, StylizerDevice.Dml, StylizerDevice.CoreMl];

    [Theory, MemberData(nameof(All))]
    public void A_device_that_cant_be_used_says_why_in_one_sentence_and_in_the_log(StylizerDevice device)
    {
        StylizerDeviceException? problem = InferenceRuntime.Problem(device);
        Assert.SkipWhen(problem is null, $"{device.Name()} can be used on this machine.");
        var log = new NotedLog();

        var refused = Assert.Throws<StylizerDeviceException>(() => OnnxStylizer.Create(Bundle("live"), Options(device, log)));

        Assert.Equal((device, InferenceRuntime.Devices.Contains(device)), (refused.Device, refused.IsInBuild));
        Assert.Equal($"the device {device.Name()} can't be used: {refused.Reason}; {refused.Cure}, or choose the device cpu", refused.Message);
        Assert.Equal(problem.Reason, refused.Reason);
        Assert.All(new[] { "ErrorCode", "ONNXRuntimeError", ".cc:", "\n", "--" }, noise => Assert.DoesNotContain(noise, refused.Message));
    }

    [Fact]
    public async Task Auto_goes_on_without_a_device_that_cant_be_used_and_says_so_in_the_log()
    {
        StylizerDevice[] failing = [.. OnnxProvider.Automatic.TakeWhile(device => InferenceRuntime.Problem(device) is not null)];
        Assert.SkipWhen(failing.Length == 0, "Every accelerator of this build can be used, or it has none.");
        var log = new NotedLog();

        await using OnnxStylizer stylizer = OnnxStylizer.Create(Bundle("live"), Options(StylizerDevice.Auto, log));

        Assert.DoesNotContain(stylizer.Device, failing);
        Assert.All(failing, device => Assert.Contains(log.Messages, message => message.Text.Contains($"the device {device.Name()} can't be used", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(StylizerDevice.Cuda, "tiny", true)]
    [InlineData(StylizerDevice.Cuda, "live", true)]
    [InlineData(StylizerDevice.Cuda, "live", false)]
    [InlineData(StylizerDevice.Cuda, "gallery", true)]
    [InlineData(StylizerDevice.TensorRt, "live", false)]
    [InlineData(StylizerDevice.Dml, "live", false)]
    [InlineData(StylizerDevice.CoreMl, "live", false)]
    public async Task A_device_paints_what_the_processor_paints_frame_by_frame(StylizerDevice device, string model, bool usesGraphs)
    {
        Assert.SkipWhen(InferenceRuntime.Problem(device) is not null, $"{device.Name()} can't be used on this machine.");
        using var tiny = new TinyBundle();
        ModelBundle bundle = model == "tiny" ? tiny.Load() : Bundle(model);
        string style = bundle.Styles.Names[bundle.Styles.Names[0] == "original" ? 1 : 0];
        var log = new NotedLog(LogLevel.Error);
        await using OnnxStylizer processor = OnnxStylizer.Create(bundle, Options(StylizerDevice.Cpu, log));
        await using OnnxStylizer accelerator = OnnxStylizer.Create(bundle, Options(device, log) with { Cuda = new CudaOptions { UsesGraphs = usesGraphs } });
        var random = new Random(5);

        // The same two frames' memory for each picture, two sizes in turn, and another style each time.
        foreach (FrameSize[] sizes in new FrameSize[][] { [new(96, 64)], [new(96, 64), new(81, 50)] })
        {
            for (int i = 0; i < 6; i++)
            {
                using HostFrame source = HostFrame.Allocate(sizes[i % sizes.Length]);
                using HostFrame expected = HostFrame.Allocate(source.Size);
                using HostFrame actual = HostFrame.Allocate(source.Size);
                random.NextBytes(source.Pixels);
                float[] embedding = bundle.Styles.Embed(Blend.Parse(i % 2 == 0 ? style : style + " @0.3"));
                processor.Stylize(source, expected, embedding, TestContext.Current.CancellationToken);
                accelerator.Stylize(source, actual, embedding, TestContext.Current.CancellationToken);
                Assert.InRange(PeakSignalToNoise(expected, actual), 40, double.PositiveInfinity);
            }
        }

        Assert.Empty(log.Messages);
    }

    static ModelBundle Bundle(string name) => ModelBundle.Load(Repository.PathOf(Path.Combine("models", name)));

    static StylizerOptions Options(StylizerDevice device, NotedLog log) => new() { Device = device, LoggerFactory = log };

    static double PeakSignalToNoise(HostFrame expected, HostFrame actual)
    {
        double square = 0;
        for (int i = 0; i < expected.Pixels.Length; i++)
        {
            square += Math.Pow(expected.Pixels[i] - actual.Pixels[i], 2);
        }

        return 10 * Math.Log10(255 * 255 / (square / expected.Pixels.Length));
    }
}
