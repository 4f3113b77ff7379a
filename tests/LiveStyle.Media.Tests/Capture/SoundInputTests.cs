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

    [Fact]
    public void Sources_of_PulseAudio_and_ALSA_are_listed_with_the_default_one_first()
    {
        const string Output = """
            Auto-detected sources for pulse:
              alsa_output.pci.monitor [Monitor of Built-in Audio] (none)
            * alsa_input.usb-Mic_00.mono [Mic [blue]]
            Cannot list sources: Generic error
            """;
        Assert.Equal(["pulse:alsa_input.usb-Mic_00.mono", "pulse:alsa_output.pci.monitor"], SoundDevices.FromSources("pulse", Output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Devices_of_DirectShow_are_listed_as_old_and_new_ffmpegs_tell_them()
    {
        string[] recent =
        [
            "[dshow @ 000001] \"HD Camera\" (video)",
            "[dshow @ 000001]   Alternative name \"@device_pnp_x\"",
            "[dshow @ 000001] \"Microphone (Realtek)\" (audio)",
            "[dshow @ 000001]   Alternative name \"@device_cm_y\"",
        ];
        string[] old =
        [
            "[dshow @ 000001] DirectShow video devices (some may be both video and audio devices)",
            "[dshow @ 000001]  \"HD Camera\"",
            "[dshow @ 000001] DirectShow audio devices",
            "[dshow @ 000001]  \"Microphone (Realtek)\"",
            "[dshow @ 000001]     Alternative name \"@device_cm_y\"",
        ];
        Assert.Equal(["dshow:Microphone (Realtek)"], SoundDevices.FromDirectShow(recent));
        Assert.Equal(["dshow:Microphone (Realtek)"], SoundDevices.FromDirectShow(old));
    }

    [Fact]
    public void Devices_of_AVFoundation_are_listed_with_their_numbers()
    {
        string[] lines =
        [
            "[AVFoundation indev @ 0x7f] AVFoundation video devices:",
            "[AVFoundation indev @ 0x7f] [0] FaceTime HD Camera",
            "[AVFoundation indev @ 0x7f] AVFoundation audio devices:",
            "[AVFoundation indev @ 0x7f] [0] Built-in Microphone",
            ": Input/output error",
        ];
        Assert.Equal(["avfoundation:0 (Built-in Microphone)"], SoundDevices.FromAvFoundation(lines));
    }
}
