using LiveStyle.Media.Capture;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

public sealed class SoundInputTests
{
    [Theory]
    [InlineData("pulse:alsa_input.usb", "-f pulse -fragment_size 3840 -i \"alsa_input.usb\"")]
    [InlineData("pulse:", "-f pulse -fragment_size 3840 -i \"default\"")]
    [InlineData("alsa:hw:1", "-f alsa -i \"plughw:1\"")]
    [InlineData("alsa:plughw:CARD=Mic,DEV=0", "-f alsa -i \"plughw:CARD=Mic,DEV=0\"")]
    [InlineData("alsa", "-f alsa -i \"default\"")]
    [InlineData("dshow:Front \"HD\" Microphone", "-f dshow -audio_buffer_size 20 -i \"audio=Front \\\"HD\\\" Microphone\"")]
    [InlineData("avfoundation:1", "-f avfoundation -i \":1\"")]
    [InlineData("https://radio/live.mp3", "-analyzeduration 500000 -re -i \"https://radio/live.mp3\"")]
    [InlineData("rtsp://me:secret@host/1", "-analyzeduration 500000 -rtsp_flags prefer_tcp -i \"rtsp://me:secret@host/1\"")]
    public void A_name_is_what_ffmpeg_opens(string name, string expected) => Assert.Contains(expected, SoundArguments.Build(SoundInput.TryParse(name)!));
}
