using LiveStyle.Media.Capture;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>A server may repeat the key of a stream in words of its own.</summary>
public sealed class LiveKeyTests : IDisposable
{
    const string Key = "very-secret-key";

    readonly RefusingServer server = new($"no stream {Key} here");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string Address => $"rtmp://127.0.0.1:{server.Port}/live/{Key}";

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task A_source_that_is_refused_does_not_tell_the_key() =>
        Check(await Assert.ThrowsAnyAsync<MediaException>(() => LiveSource.OpenAsync(Address, LiveReading.Quick, Cancellation)));

    [Fact]
    public async Task Sound_that_is_refused_does_not_tell_the_key() =>
        Check(await Assert.ThrowsAnyAsync<MediaException>(() => SoundCapture.OpenAsync(Address, HeardSound.Quick, (_, _) => { }, Cancellation)));

    static void Check(MediaException refused)
    {
        Assert.Contains("no stream … here", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refused.ToString(), StringComparison.Ordinal);
    }
}
