using LiveStyle.Media.Capture;
using LiveStyle.TestKit.Media;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

[Trait("Speed", "Slow")]
public sealed class SoundRefusalTests
{
    readonly int port = LiveSender.FreePort();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("microphone")]
    [InlineData("")]
    [InlineData("test:loud")]
    [InlineData("test:30000")]
    [InlineData("dshow:")]
    [InlineData("default:1")]
    [InlineData("clip.wav")]
    public async Task A_name_that_is_none_is_one_line_with_the_forms_and_what_is_there(string name)
    {
        string message = await RefusalAsync(name);
        Assert.StartsWith($"{name} is no source of sound; give default, pulse:NAME", message);
        Assert.Matches("; (here are (pulse|alsa|dshow|avfoundation):|no sound device is found here)", message);
    }

    [Theory]
    [InlineData("alsa:hw:30")]
    [InlineData("alsa:hw:97")]
    public async Task A_device_that_is_not_there_is_one_line_with_those_that_are(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ALSA is Linux'");
        string message = await RefusalAsync(name);
        Assert.StartsWith($"{name} can't be heard: ALSA has no such device; ", message);
        Assert.Matches("; (here are .*alsa:|no sound device is found here)", message);
    }

    [Fact]
    public async Task A_source_of_PulseAudio_that_is_not_there_is_told_in_words()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "PulseAudio is Linux'");
        Assert.StartsWith("pulse:nobody can't be heard: PulseAudio or PipeWire has no such source, or does not answer; ", await RefusalAsync("pulse:nobody"));
    }

    [Fact]
    public async Task A_device_of_another_system_is_told_what_devices_are_called_here() =>
        Assert.Contains("of another system; here it is ", await RefusalAsync(OperatingSystem.IsWindows() ? "pulse:default" : "dshow:Microphone"));

    [Fact]
    public async Task An_address_that_nobody_serves_is_one_line_without_the_password()
    {
        string message = await RefusalAsync($"rtsp://me:secret@127.0.0.1:{port}/live");
        Assert.StartsWith($"rtsp://127.0.0.1:{port}/live can't be heard: ", message);
        Assert.Contains("Connection refused", message);
        Assert.DoesNotContain("secret", message);
    }

    [Fact]
    public async Task An_address_that_sends_only_pictures_has_no_sound()
    {
        using var sender = new LiveSender(port);
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(() => new HeardSound().OpenAsync(port));
        Assert.Contains("can't be heard: it has no sound; ", failure.Message);
    }

    [Fact]
    public async Task An_address_that_says_nothing_is_waited_for_no_longer_than_asked() =>
        Assert.Contains("no sound came for too long", await RefusalAsync($"udp://127.0.0.1:{port}", HeardSound.Quick with { ConnectTimeout = TimeSpan.FromSeconds(0.3) }));

    static async Task<string> RefusalAsync(string name, SoundCaptureOptions? options = null)
    {
        MediaException failure = await Assert.ThrowsAnyAsync<MediaException>(
            () => SoundCapture.OpenAsync(name, options ?? HeardSound.Quick, (_, _) => { }, Cancellation));
        Assert.DoesNotContain('\n', failure.Message);
        return failure.Message;
    }
}
