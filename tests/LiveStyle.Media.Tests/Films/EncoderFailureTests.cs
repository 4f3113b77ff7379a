using System.Diagnostics;
using LiveStyle.Frames;
using LiveStyle.Media.Encoding;
using LiveStyle.Media.Ffmpeg;
using LiveStyle.TestKit;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Films;

[Trait("Speed", "Slow")]
public sealed class EncoderFailureTests : IDisposable
{
    static readonly FrameSize Size = new(64, 48);

    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("out.xyz", null, null, "use .mp4, .mov, .mkv or .webm")]
    [InlineData("out", null, null, "has no extension")]
    [InlineData("out.mp4", "theora", null, "no codec is called theora; there are h264, hevc")]
    [InlineData("out.webm", "h264", null, "can't hold h264; it holds vp9, av1")]
    [InlineData("out.mp4", "ffv1", null, "can't hold ffv1")]
    [InlineData("out.mp4", "h264", 60, "is above 51")]
    [InlineData("out.mp4", "h264", -1, "is below 0")]
    [InlineData("out.mov", "prores", 20, "has no rate factor")]
    [InlineData("missing/out.mp4", null, null, "does not exist; create it")]
    [InlineData("taken.mp4", null, null, "is a folder")]
    public async Task What_cannot_work_is_refused_before_it_begins(string output, string? codec, int? crf, string expected)
    {
        Directory.CreateDirectory(folder["taken.mp4"]);
        VideoEncoderOptions options = VideoEncoderTests.Options(Size) with { Codec = codec, Crf = crf };
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => VideoEncoder.CreateAsync(folder[output], options, Cancellation));
        Assert.Contains(expected, failure.Message);
        Assert.Equal(["taken.mp4"], folder.Names);
    }

    [Fact]
    public void A_codec_that_ffmpeg_lacks_is_named_with_those_it_has()
    {
        OutputCodec hevc = OutputCodec.Of("hevc", OutputContainer.Of("a.mp4"));
        MediaException failure = Assert.ThrowsAny<MediaException>(() => hevc.ChooseEncoder(new HashSet<string> { "libx264", "ffv1" }, Size));
        Assert.Contains("no encoder for hevc (libx265); it has h264, ffv1", failure.Message);
    }

    [Fact]
    public async Task Completing_without_a_frame_is_a_failure_and_leaves_nothing()
    {
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mp4"], VideoEncoderTests.Options(Size), Cancellation);
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(async () => await encoder.CompleteAsync(Cancellation));
        Assert.Contains("no frame was written", failure.Message);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task An_ffmpeg_killed_midway_is_one_line_and_leaves_nothing()
    {
        using var pool = new FramePool(Size);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mp4"], VideoEncoderTests.Options(Size), Cancellation);
        await VideoEncoderTests.WriteAsync(encoder, Size, 3, pool: pool);
        Process.GetProcessById(encoder.ProcessId!.Value).Kill();
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(async () =>
        {
            await VideoEncoderTests.WriteAsync(encoder, Size, 2000, firstTicks: 3, pool: pool);
            await encoder.CompleteAsync(Cancellation);
        });
        Assert.Contains("signal 9", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Empty(folder.Names);
        Assert.Equal(0, pool.Outstanding);
    }

    [Fact]
    public async Task A_hanging_ffmpeg_does_not_hold_a_cancelled_writer_for_ever()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to suspend a process.");
        using var pool = new FramePool(Size);
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mp4"], VideoEncoderTests.Options(Size), Cancellation);
        await VideoEncoderTests.WriteAsync(encoder, Size, 1, pool: pool);
        Assert.True(UnixSignal.Send(encoder.ProcessId!.Value, UnixSignal.Stop));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        stop.CancelAfter(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (int i = 1; i < 100_000; i++)
            {
                HostFrame frame = pool.Rent();
                frame.Timestamp = new Time.Timestamp(i, new Time.Rational(1, 25));
                await encoder.WriteAsync(frame, stop.Token);
            }
        });
        Assert.Equal(0, pool.Outstanding);
        Assert.Null(await encoder.FinishPartialAsync(Cancellation));
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("out.mp4")]
    [InlineData("out.mkv")]
    public async Task A_full_disk_is_called_so(string name)
    {
        // A limit on file size gives "File too large", not this; so it takes a small disk of its own, which takes root.
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        if (!OperatingSystem.IsLinux() || !TryRun("mount", $"-t tmpfs -o size=200k tmpfs \"{disk}\""))
        {
            Assert.Skip("Mounting a small disk is not allowed here.");
        }

        try
        {
            string input = folder.Make("in.mkv", "-f lavfi -i nullsrc=s=128x128:r=24:d=2 -vf geq=random(1)*255:128:128 -c:v ffv1");
            MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => Transcoding.RunAsync(input, Path.Combine(disk, name)));
            Assert.Contains("the disk is full", failure.Message);
            Assert.Empty(Directory.EnumerateFileSystemEntries(disk));
        }
        finally
        {
            TryRun("umount", $"\"{disk}\"");
        }
    }

    [Fact]
    public async Task Interrupted_work_becomes_a_playable_file_of_what_was_written()
    {
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(
            folder["out.mp4"], VideoEncoderTests.Options(Size), Cancellation);
        await VideoEncoderTests.WriteAsync(encoder, Size, 50);
        PartialVideo? part = await encoder.FinishPartialAsync(Cancellation);
        await encoder.DisposeAsync();
        Assert.Equal(new PartialVideo(folder["out.partial.mp4"], 50), part);
        Assert.Equal(["out.partial.mp4"], folder.Names);
        Assert.Equal(50, folder.FrameTimes(part!.Path).Length);
    }

    [Fact]
    public async Task Work_that_ffmpeg_ended_by_itself_on_an_interrupt_is_kept_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows interrupts no single process.");
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mkv"], VideoEncoderTests.Options(Size), Cancellation);
        await VideoEncoderTests.WriteAsync(encoder, Size, 100);

        // Once pictures are in the file, ffmpeg listens to signals.
        for (int wait = 0; wait < 50 && new FileInfo(folder["out.partial.mkv"]).Length == 0; wait++)
        {
            await Task.Delay(100, Cancellation);
        }

        Assert.True(UnixSignal.Send(encoder.ProcessId!.Value, UnixSignal.Interrupt));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (int i = 100; i < 100_000; i++)
            {
                HostFrame frame = HostFrame.Allocate(Size);
                frame.Timestamp = new Time.Timestamp(i, new Time.Rational(1, 25));
                await encoder.WriteAsync(frame, stop.Token);
            }
        });
        PartialVideo? part = await encoder.FinishPartialAsync(Cancellation);
        Assert.NotNull(part);
        Assert.Equal(part.Frames, folder.FrameTimes(part.Path).Length);
        Assert.Equal(["out.partial.mkv"], folder.Names);
    }

    [Fact]
    public async Task Interrupted_before_the_first_frame_leaves_nothing()
    {
        await using VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mp4"], VideoEncoderTests.Options(Size), Cancellation);
        Assert.Null(await encoder.FinishPartialAsync(Cancellation));
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Disposal_ends_ffmpeg()
    {
        VideoEncoder encoder = await VideoEncoder.CreateAsync(folder["out.mp4"], VideoEncoderTests.Options(Size), Cancellation);
        await VideoEncoderTests.WriteAsync(encoder, Size, 2);
        int id = encoder.ProcessId!.Value;
        await encoder.DisposeAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("Conversion failed!", null)]
    [InlineData("[mp4 @ 0x55d0] x\n[out @ 0x1] Error opening output file", "x")]
    [InlineData("[a @ 0x5] harmless\nav_interleaved_write_frame(): No space left on device\nConversion failed!", "av_interleaved_write_frame(): No space left on device")]
    [InlineData("[mov,mp4,m4a,3gp,3g2,mj2 @ 0x5f] moov atom not found\na.mp4: Invalid data found when processing input", "moov atom not found")]
    public void The_line_that_explains_is_found_among_ffmpegs_complaints(string log, string? expected)
    {
        var complaint = new FfmpegLog();
        Array.ForEach(log.Split('\n'), complaint.Add);
        Assert.Equal(expected, complaint.Essence());
    }

    static bool TryRun(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
