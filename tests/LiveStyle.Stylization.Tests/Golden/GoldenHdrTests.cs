using LiveStyle.Frames;
using LiveStyle.Media.Color;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Styles;
using LiveStyle.TestKit.Collections;
using LiveStyle.TestKit.Golden;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Pictures;
using Xunit;

namespace LiveStyle.Stylization.Tests.Golden;

/// <summary>The scene as HDR (its white 203 nits), as it is seen through the product: tone-mapped, restyled, and expanded again.</summary>
[Collection(SoftwareGpuCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class GoldenHdrTests : IDisposable
{
    static readonly FrameFormat Ten = new(PixelLayout.Yuv420Ten, ColorMatrix.Bt2020, ColorRange.Limited, ChromaSiting.Left);

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory, InlineData("smpte2084", "pq"), InlineData("arib-std-b67", "hlg")]
    public async Task Hdr_is_tone_mapped_for_the_network(string transfer, string name)
    {
        await using VideoSource source = await VideoSource.OpenAsync(Make(transfer), new VideoSourceOptions { Hdr = HdrHandling.ToneMap }, Cancellation);

        using HostFrame frame = (await source.ReadAsync(Cancellation))!;

        GoldenPicture.Check($"hdr/{name}-tone-mapped", RgbaPicture.Written(frame), PictureTolerance.Converted);
    }

    [Theory]
    [InlineData("smpte2084", "pq", StylizerDevice.Onnx), InlineData("smpte2084", "pq", StylizerDevice.Cpu), InlineData("smpte2084", "pq", StylizerDevice.Vulkan)]
    [InlineData("arib-std-b67", "hlg", StylizerDevice.Onnx), InlineData("arib-std-b67", "hlg", StylizerDevice.Cpu), InlineData("arib-std-b67", "hlg", StylizerDevice.Vulkan)]
    public async Task Restyled_hdr_is_expanded_again(string transfer, string name, StylizerDevice device)
    {
        await using var golden = new GoldenStylizer("live", device);
        golden.Stylizer.Follow(Timeline.Constant(Blend.Parse("hokusai-great-wave")).Bind(golden.Stylizer.Bundle.Styles.Names));
        await using (VideoSource source = await VideoSource.OpenAsync(Make(transfer), new VideoSourceOptions { Hdr = HdrHandling.Expand }, Cancellation))
        await using (VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mkv"], TestKit.Media.Transcoding.For(source) with { Codec = "ffv1" }, Cancellation))
        {
            await encoder.WriteAsync(await golden.Stylizer.ProcessAsync((await source.ReadAsync(Cancellation))!, Cancellation), Cancellation);
            await encoder.CompleteAsync(Cancellation);
        }

        golden.Check($"hdr/{name}-restyled", Coded(folder["out.mkv"]), PictureTolerance.Converted);
    }

    /// <summary>The scene with BT.2020's colors and a transfer of HDR, 10 bits.</summary>
    string Make(string transfer) => folder.Make("hdr.mkv",
        $"-i \"{GoldenPicture.PathOf(GoldenScene.Name)}\" -vf format=gbrp,setparams=color_primaries=bt709:color_trc=bt709:colorspace=gbr:range=pc,format=gbrpf32le,"
        + "zscale=tin=bt709:t=linear:npl=203,zscale=p=bt2020,"
        + $"zscale=tin=linear:t={transfer}:m=bt2020nc:r=tv:npl=203,format=yuv420p10le -frames:v 1 -c:v ffv1 "
        + $"-color_range tv -colorspace bt2020nc -color_primaries bt2020 -color_trc {transfer} -chroma_sample_location left");

    /// <summary>The film's code values as they are, its transfer not undone: flat to the eye, and all of it to be compared.</summary>
    RgbaPicture Coded(string film)
    {
        byte[] planes = folder.Pixels(film, 0, format: "yuv420p10le");
        using HostFrame frame = HostFrame.Allocate(GoldenScene.Size, Ten), colors = HostFrame.Allocate(GoldenScene.Size);
        for (int i = 0; i < 3; i++)
        {
            Span<byte> plane = frame.Plane(i).Bytes;
            planes.AsSpan((int)Ten.Plane(frame.Size, i).Offset, plane.Length).CopyTo(plane);
        }

        PlaneConversion.ToRgb(frame, colors);
        return RgbaPicture.Written(colors);
    }
}
