using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using LiveStyle.TestKit.Programs;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class LiveFilmTests : IDisposable
{
    readonly ClipFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true)]
    [InlineData("file:", false)]
    public async Task A_film_takes_as_long_as_it_plays_and_ends_the_source(string prefix, bool isPaced)
    {
        string film = folder.Make("a.mp4", "-f lavfi -i testsrc2=s=64x48:r=24000/1001:d=2 -c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p");
        await using LiveSource source = await LiveSource.OpenAsync(prefix + film, new LiveSourceOptions { IsPaced = isPaced }, Cancellation);
        Assert.Equal((film, new FrameSize(64, 48), new Rational(24_000, 1001)), (source.Name, source.Size, source.FrameRate));
        List<double> times = [];
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            times.Add(frame.Timestamp.Seconds);
            frame.Dispose();
        }

        Assert.Equal(48, times.Count);
        Assert.Equal(times.Order().Distinct(), times);
        Assert.InRange(times[^1], 1.3, 30); // newer ffmpegs give the first half second at once
        Assert.Equal((LivePhase.Ended, "its end was reached"), (source.State.Phase, source.State.Reason));
        Assert.Null(await source.ReadAsync(Cancellation));
        Assert.Equal(0, source.Pool.Outstanding);
    }

    [Fact]
    public async Task A_looped_film_begins_again()
    {
        string film = folder.Make("a.mp4", "-f lavfi -i color=white:s=64x48:r=24:d=0.5,fade=in:0:12 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        await using LiveSource source = await LiveSource.OpenAsync(film, new LiveSourceOptions { IsPaced = true, IsLooped = true }, Cancellation);
        List<int> lights = [];
        List<double> times = await LiveReading.ReadAsync(source, 30, pixels => lights.Add(pixels[0]));
        Assert.Equal(times.Order().Distinct(), times);
        Assert.Equal(lights[..12], lights[12..24]);
        Assert.True(lights[11] > lights[0] + 100, string.Join(' ', lights));
        Assert.True(source.State.IsConnected);
    }

    [Fact]
    public async Task A_film_that_is_not_there_or_no_film_is_one_line()
    {
        Assert.Equal($"there is no file {folder["b.mp4"]}", (await FailAsync(folder["b.mp4"])).Message);
        Assert.Equal($"{folder.Root} is a folder, not a film", (await FailAsync(folder.Root)).Message);
        await File.WriteAllTextAsync(folder["c.mp4"], "no film", Cancellation);
        string message = (await FailAsync(folder["c.mp4"])).Message;
        Assert.StartsWith($"{folder["c.mp4"]} can't be read: ", message);
        Assert.EndsWith("; check that it is a film with pictures", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public async Task A_film_whose_pictures_stand_for_long_is_waited_for()
    {
        string film = folder.Make("a.mkv", "-f lavfi -i testsrc2=s=64x48:r=0.7:d=5 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        await using LiveSource source = await LiveSource.OpenAsync(film, new LiveSourceOptions { IsPaced = true, FrameTimeout = TimeSpan.FromSeconds(0.3) }, Cancellation);
        Assert.InRange(await CountAsync(source), 3, 4);
        Assert.Equal("its end was reached", source.State.Reason);
    }

    [Fact]
    public async Task A_film_that_breaks_off_is_a_failure_in_one_line()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "finds a program by its arguments");
        string film = folder.Make("a.mkv", "-f lavfi -i testsrc2=s=64x48:r=25:d=60 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
        await using LiveSource source = await LiveSource.OpenAsync(film, new LiveSourceOptions { IsPaced = true }, Cancellation);
        await LiveReading.ReadAsync(source, 5);
        Assert.Equal(1, RunningPrograms.Kill("ffmpeg", film));

        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => CountAsync(source));
        Assert.StartsWith($"{film} broke off: ", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal((LivePhase.Ended, failure.Message, 0), (source.State.Phase, source.State.Reason, source.Pool.Outstanding));
        Assert.Null(await source.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task A_web_address_without_a_length_is_live_and_waited_for_after_its_end()
    {
        int port = LiveSender.FreePort();
        string address = $"http://127.0.0.1:{port}/live.ts";
        var sender = new LiveSender(port, isHttp: true);
        await using LiveSource source = await OpenedAsync(address);
        await LiveReading.ReadAsync(source, 5);
        Task<LiveSourceState> lost = LiveReading.LostAsync(source);
        Task after = LiveReading.ReadAsync(source, long.MaxValue, until: () => lost.IsCompleted && source.State.IsConnected);
        sender.Dispose();
        Assert.Equal(LivePhase.Reconnecting, (await lost).Phase);

        using var successor = new LiveSender(port, isHttp: true);
        await after;
        Assert.Equal(0, source.Pool.Outstanding);
    }

    public void Dispose() => folder.Dispose();

    static async Task<LiveSource> OpenedAsync(string address)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await LiveSource.OpenAsync(address, LiveReading.Quick with { IsPaced = true }, Cancellation);
            }
            catch (MediaException failure) when (attempt < 200 && failure.Message.Contains("Connection refused"))
            {
                await Task.Delay(50, Cancellation);
            }
        }
    }

    static async Task<int> CountAsync(LiveSource source)
    {
        int count = 0;
        while (await source.ReadAsync(Cancellation) is { } frame)
        {
            frame.Dispose();
            count++;
        }

        return count;
    }

    static Task<MediaException> FailAsync(string film) => Assert.ThrowsAnyAsync<MediaException>(
        () => LiveSource.OpenAsync(film, new LiveSourceOptions { IsPaced = true }, Cancellation));
}
