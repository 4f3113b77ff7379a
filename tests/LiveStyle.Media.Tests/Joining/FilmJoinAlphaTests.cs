using LiveStyle.Frames;
using LiveStyle.Media.Decoding;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Joining;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Joining;

[Trait("Speed", "Slow")]
public sealed class FilmJoinAlphaTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("ffv1", "mkv", 0)]
    [InlineData("prores", "mov", 1)]
    [InlineData("vp9", "webm", 40)]
    public async Task Alpha_survives_segments_and_their_joint(string codec, string container, int tolerance)
    {
        string input = folder.Make(
            "in.mov", "-f lavfi -i testsrc2=s=64x48:r=24000/1001 -frames:v 7 -vf \"format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='mod(X*2+Y+N*20,256)'\" -c:v qtrle -pix_fmt argb");
        string output = folder[$"out.{container}"];
        var segments = new List<FilmSegment>();
        var alphas = new List<byte[]>();
        await using VideoSource source = await VideoSource.OpenAsync(input, new VideoSourceOptions { Alpha = true }, Cancellation);
        foreach (int length in new[] { 3, 4 })
        {
            string path = folder[$"part{segments.Count}{VideoEncoder.SegmentExtension(codec, output, alpha: true)}"];
            await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
                path, Transcoding.For(source) with { Codec = codec, Alpha = true, IsSegment = true }, Cancellation);
            Assert.Null(encoder.Note);
            var ticks = new List<long>();
            for (int i = 0; i < length; i++)
            {
                HostFrame frame = (await source.ReadAsync(Cancellation))!;
                alphas.Add(frame.Alpha!.Plane(0).Bytes.ToArray());
                ticks.Add(frame.Timestamp.Ticks);
                frame.Timestamp = frame.Timestamp with { Ticks = ticks[^1] - ticks[0] };
                await encoder.WriteAsync(frame, Cancellation);
            }

            await encoder.CompleteAsync(Cancellation);
            segments.Add(new FilmSegment(path, ticks));
        }

        await FilmJoin.JoinAsync(
            new FilmJoinOptions { Output = output, Original = source.Clip, Segments = segments, TimeBase = source.TimeBase, FrameRate = source.FrameRate }, Cancellation);

        await using VideoSource film = await VideoSource.OpenAsync(output, new VideoSourceOptions { Alpha = true }, Cancellation);
        foreach (byte[] expected in alphas)
        {
            using HostFrame frame = (await film.ReadAsync(Cancellation))!;
            Assert.InRange(expected.Zip(frame.Alpha!.Plane(0).Bytes.ToArray(), (one, other) => Math.Abs(one - other)).Max(), 0, tolerance);
        }

        Assert.Null(await film.ReadAsync(Cancellation));
        Transcoding.AssertSameTimes(folder.FrameTimes(input), folder.FrameTimes(output), 0.0011);
    }
}
