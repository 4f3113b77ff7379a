using System.IO.Pipes;
using LiveStyle.Media.Piping;
using Xunit;

namespace LiveStyle.Media.Tests.Piping;

public sealed class PrivatePipeTests
{
    [Fact]
    public void A_folder_for_sockets_is_this_users_own_and_never_too_deep()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There names need no folder.");
        string deep = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"livestyle-{Guid.NewGuid():N}", new string('d', 100))).FullName;

        foreach (string temporary in (string[])[Path.GetTempPath(), deep])
        {
            string folder = PrivatePipe.CreateFolder(temporary)!;
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            }

            Assert.InRange(Path.Combine(folder, "from").Length, 1, 103);
            Directory.Delete(folder);
        }

        Directory.Delete(Path.GetDirectoryName(deep)!, recursive: true);
    }

    [Theory]
    [InlineData(PipeDirection.In)]
    [InlineData(PipeDirection.Out)]
    public async Task A_wait_for_a_process_that_never_comes_ends_with_the_pipe(PipeDirection direction)
    {
        string? folder = PrivatePipe.CreateFolder();
        var pipe = new PrivatePipe(folder, "end", direction);
        using var stop = new CancellationTokenSource();
        Task waiting = pipe.AcceptAsync(stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await pipe.DisposeAsync();

        if (folder is not null)
        {
            Directory.Delete(folder);
        }
    }
}
