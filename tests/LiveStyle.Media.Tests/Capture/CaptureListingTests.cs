using LiveStyle.Frames;
using LiveStyle.Media.Capture;
using LiveStyle.Time;
using Xunit;

namespace LiveStyle.Media.Tests.Capture;

/// <summary>What ffmpeg and the systems say of devices, as recorded.</summary>
public sealed class CaptureListingTests
{
    const string V4l2 = """
        [video4linux2,v4l2 @ 0x55d0f2c1a7c0] Compressed:       mjpeg :          Motion-JPEG : 1920x1080 1280x720 640x480
        [video4linux2,v4l2 @ 0x55d0f2c1a7c0] Raw       :     yuyv422 :           YUYV 4:2:2 : 640x480 320x240
        [video4linux2,v4l2 @ 0x55d0f2c1a7c0] Raw       : Unsupported : 10-bit Bayer RGRG/GBGB : 640x480
        [video4linux2,v4l2 @ 0x55d0f2c1a7c0] Raw       :     yuv420p :     Planar YUV 4:2:0 : {32-2592, 2}x{32-1944, 2}
        /dev/video0: Immediate exit requested
        """;

    const string DirectShow = """
        [dshow @ 000001f2e4b0a2c0] "Integrated Camera" (video)
        [dshow @ 000001f2e4b0a2c0]   Alternative name "@device_pnp_\\?\usb#vid_04f2&pid_b6d0&mi_00#6&1f#{65e8773d-8f56-11d0-a3b9-00a0c9223196}\global"
        [dshow @ 000001f2e4b0a2c0] "OBS Virtual Camera" (none)
        [dshow @ 000001f2e4b0a2c0] "Microphone Array (Realtek(R) Audio)" (audio)
        [dshow @ 000001f2e4b0a2c0]   Alternative name "@device_cm_{33D9A762-90C8-11D0-BD43-00A0C911CE86}\wave_{1}"
        [dshow @ 000001f2e4b0a2c0] "Cam Link 4K" (audio, video)
        dummy: Immediate exit requested
        """;

    const string DirectShowOptions = """
        [dshow @ 000001e5d5a4b1c0] DirectShow video device options (from video devices)
        [dshow @ 000001e5d5a4b1c0]  Pin "Capture" (alternative pin name "0")
        [dshow @ 000001e5d5a4b1c0]   vcodec=mjpeg  min s=1280x720 fps=30 max s=1280x720 fps=30
        [dshow @ 000001e5d5a4b1c0]   vcodec=mjpeg  min s=1280x720 fps=30 max s=1280x720 fps=30 (pc, bt470bg/bt709/unknown, center)
        [dshow @ 000001e5d5a4b1c0]   pixel_format=yuyv422  min s=640x480 fps=5 max s=640x480 fps=29.97
        video=Integrated Camera: Immediate exit requested
        """;

    const string AvFoundation = """
        [AVFoundation indev @ 0x7f9a2c004a40] AVFoundation video devices:
        [AVFoundation indev @ 0x7f9a2c004a40] [0] FaceTime HD Camera
        [AVFoundation indev @ 0x7f9a2c004a40] [1] Capture screen 0
        [AVFoundation indev @ 0x7f9a2c004a40] [2] Capture screen 1
        [AVFoundation indev @ 0x7f9a2c004a40] AVFoundation audio devices:
        [AVFoundation indev @ 0x7f9a2c004a40] [0] MacBook Pro Microphone
        : Input/output error
        """;

    const string AvFoundationModes = """
        [avfoundation @ 0x7f8a1b80ae00] Selected framerate (1000.000000) is not supported by the device.
        [avfoundation @ 0x7f8a1b80ae00] Supported modes:
        [avfoundation @ 0x7f8a1b80ae00]   640x480@[1.000000 30.000000]fps
        [avfoundation @ 0x7f8a1b80ae00]   1280x720@[1.000000 30.000000]fps
        0:none: Input/output error
        """;

    const string Pulse = "55\talsa_output.pci-0000_00_1f.3.analog-stereo.monitor\tPipeWire\ts32le 2ch 48000Hz\tSUSPENDED\n" +
        "56\talsa_input.usb-Blue_Yeti-00.analog-stereo\tPipeWire\ts16le 2ch 44100Hz\tRUNNING\n";

    const string Alsa = """
        00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1
        00-03: HDMI 0 : HDMI 0 : playback 1
        02-00: USB Audio : USB Audio : capture 1

        """;

    static readonly Rational Thirty = new(30, 1);

    [Fact]
    public void Cameras_of_Linux_tell_their_sizes() => Assert.Equal(
        [
            new CaptureMode("mjpeg", new FrameSize(1920, 1080), null, null), new CaptureMode("mjpeg", new FrameSize(1280, 720), null, null), new CaptureMode("mjpeg", new FrameSize(640, 480), null, null),
            new CaptureMode("yuyv422", new FrameSize(640, 480), null, null), new CaptureMode("yuyv422", new FrameSize(320, 240), null, null),
            new CaptureMode("yuv420p", new FrameSize(2592, 1944), null, null),
        ],
        V4l2Devices.Modes(Lines(V4l2)));

    [Fact]
    public void Cameras_of_Linux_are_named_by_the_kernel_in_the_order_of_their_numbers()
    {
        string folder = Directory.CreateTempSubdirectory("livestyle-clips-").FullName;
        try
        {
            foreach (string node in (string[])["video10", "video2", "video-extra", "null"])
            {
                File.WriteAllText(Path.Combine(folder, node), "");
            }

            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "names", "video2")).FullName, "name"), "HD Webcam C270\n");
            Assert.Equal(
                [("v4l2:2", "HD Webcam C270"), ("v4l2:10", "video10")],
                V4l2Devices.Nodes(folder, Path.Combine(folder, "names")).Select(device => (device.Source, device.Name)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Devices_of_Windows_are_cameras_microphones_or_both() => Assert.Equal(
        [
            (CaptureDeviceKind.Camera, "dshow:Integrated Camera"), (CaptureDeviceKind.Microphone, "dshow:Microphone Array (Realtek(R) Audio)"),
            (CaptureDeviceKind.Camera, "dshow:Cam Link 4K"), (CaptureDeviceKind.Microphone, "dshow:Cam Link 4K"),
        ],
        DirectShowDevices.Devices(Lines(DirectShow)).Select(device => (device.Kind, device.Source)));

    [Fact]
    public void Cameras_of_Windows_tell_their_sizes_and_rates() => Assert.Equal(
        [new CaptureMode("mjpeg", new FrameSize(1280, 720), Thirty, Thirty), new CaptureMode("yuyv422", new FrameSize(640, 480), new Rational(5, 1), new Rational(30_000, 1001))],
        DirectShowDevices.Modes(Lines(DirectShowOptions)));

    [Fact]
    public void Devices_of_macOS_are_cameras_screens_and_microphones() => Assert.Equal(
        [
            new CaptureDevice(CaptureDeviceKind.Camera, "avfoundation:0", "FaceTime HD Camera"), new CaptureDevice(CaptureDeviceKind.Screen, "screen:0", "Capture screen 0"),
            new CaptureDevice(CaptureDeviceKind.Screen, "screen:1", "Capture screen 1"), new CaptureDevice(CaptureDeviceKind.Microphone, "avfoundation:0", "MacBook Pro Microphone"),
        ],
        AvFoundationDevices.Devices(Lines(AvFoundation)));

    [Fact]
    public void Cameras_of_macOS_tell_their_sizes_and_rates() => Assert.Equal(
        [new CaptureMode("", new FrameSize(640, 480), new Rational(1, 1), Thirty), new CaptureMode("", new FrameSize(1280, 720), new Rational(1, 1), Thirty)],
        AvFoundationDevices.Modes(Lines(AvFoundationModes)));

    [Fact]
    public void Microphones_of_a_sound_server_come_with_what_is_played() => Assert.Equal(
        [
            ("pulse:alsa_output.pci-0000_00_1f.3.analog-stereo.monitor", "what is played on alsa_output.pci-0000_00_1f.3.analog-stereo"),
            ("pulse:alsa_input.usb-Blue_Yeti-00.analog-stereo", "alsa_input.usb-Blue_Yeti-00.analog-stereo, s16le 2ch 44100Hz"),
        ],
        LinuxSoundDevices.Pulse(Pulse).Select(device => (device.Source, device.Name)));

    [Fact]
    public void Microphones_of_ALSA_are_the_devices_that_capture() => Assert.Equal(
        [("alsa:hw:0,0", "ALC257 Analog"), ("alsa:hw:2,0", "USB Audio")],
        LinuxSoundDevices.Alsa(Alsa.Replace("\r", "")).Select(device => (device.Source, device.Name)));

    [Fact]
    public void Texts_that_list_nothing_give_nothing()
    {
        string[] lines = ["", ": Input/output error", "Unknown input format: 'dshow'"];
        Assert.Empty(V4l2Devices.Modes(lines));
        Assert.Empty(DirectShowDevices.Devices(lines));
        Assert.Empty(DirectShowDevices.Modes(lines));
        Assert.Empty(AvFoundationDevices.Devices(lines));
        Assert.Empty(AvFoundationDevices.Modes(lines));
        Assert.Empty(LinuxSoundDevices.Pulse(""));
        Assert.Empty(LinuxSoundDevices.Alsa(""));
    }

    [Theory]
    [InlineData(800, 600, 30, "it has no pictures of 800×600; the nearest are 640×480")]
    [InlineData(1280, 720, 60, "it does not give 60 frames per second of 1280×720, but 30 to 30")]
    [InlineData(640, 480, 15, null)]
    [InlineData(640, 480, 30, null)]
    public void What_a_camera_cannot_give_is_answered_with_the_nearest(int width, int height, int rate, string? advice) =>
        Assert.Equal(advice, CameraModes.Advice(DirectShowDevices.Modes(Lines(DirectShowOptions)), new FrameSize(width, height), new Rational(rate, 1)));

    [Fact]
    public void A_camera_that_tells_nothing_is_given_no_advice() => Assert.Null(CameraModes.Advice([], new FrameSize(1, 1), Thirty));

    static string[] Lines(string text) => text.Replace("\r", "").Split('\n');
}
