using LiveStyle.Media.Ffmpeg;
using LiveStyle.Media.Probing;
using Xunit;

namespace LiveStyle.Media.Tests.Ffmpeg;

public sealed class FfmpegExceptionTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle run ").FullName;

    [Fact]
    public async Task A_file_that_ffprobe_refuses_is_told_with_the_run_that_refused_it()
    {
        string path = Path.Combine(folder, "no film.mp4");
        await File.WriteAllTextAsync(path, "Once upon a time there was no film.\n", TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => MediaProbe.ProbeAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal("ffprobe", Path.GetFileNameWithoutExtension(failure.Program));
        Assert.Equal(1, failure.ExitCode);
        Assert.Equal("file:" + path, failure.Arguments[^1]);
        Assert.Contains(failure.ErrorOutput, line => line.Contains("no film.mp4", StringComparison.Ordinal));
        Assert.Equal(path, failure.Location);
    }

    [Fact]
    public async Task A_password_is_in_none_of_it()
    {
        var failure = await Assert.ThrowsAsync<FfmpegException>(() => MediaProbe.ProbeAsync("http://me:secret@127.0.0.1:9/film.mp4", TestContext.Current.CancellationToken));

        Assert.DoesNotContain("secret", $"{failure.Message} {failure.Location} {string.Join(' ', failure.Arguments)} {string.Join(' ', failure.ErrorOutput)}");
        Assert.Contains(failure.Arguments, argument => argument.Contains("127.0.0.1:9/film.mp4", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
