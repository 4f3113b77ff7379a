using LiveStyle.Frames;
using LiveStyle.Playback.Playing;
using LiveStyle.Stylization;
using LiveStyle.TestKit.Media;

namespace LiveStyle.TestKit.Playing;

/// <summary>A lossless gray clip whose every frame tells its number by its level.</summary>
sealed class CountingClip : IDisposable
{
    /// <summary>Of 255, between two frames' levels.</summary>
    const int Step = 2;
    const int FirstLevel = 20;

    readonly ClipFolder folder = new();

    /// <param name="frames">At most 100.</param>
    /// <param name="size">Of the frames.</param>
    /// <param name="more">Filters and options of ffmpeg, such as other timestamps or a key frame's distance.</param>
    /// <param name="sound">Whether a tone as long as the pictures goes with them.</param>
    public CountingClip(int frames, string size = "64x48", string more = "", bool sound = false)
    {
        Frames = frames;
        string tone = sound ? $" -f lavfi -i sine=440:r=48000:d={frames / 24.0:0.###} -c:a pcm_s16le" : "";
        Path = folder.Make("count.mkv",
            $"-f lavfi -i color=gray:s={size}:r=24,format=gray,geq=lum='{FirstLevel}+{Step}*N'{tone} -frames:v {frames} -c:v ffv1 -pix_fmt bgr0 {more}");
    }

    public int Frames { get; }

    public string Path { get; }

    public PlayOptions Options => new() { Input = Path, Model = "", Stylizer = new StylizerOptions { Device = StylizerDevice.Cpu } };

    public Task<PlaySource> OpenAsync(CancellationToken cancellation) => PlaySource.OpenAsync(Options, planes: false, cancellation);

    /// <summary>The number of the frame of which a pixel is.</summary>
    public static int NumberOf(int level) => (int)Math.Round((level - FirstLevel) / (double)Step);

    public static int NumberOf(HostFrame frame) => NumberOf(frame.Pixels[0]);

    public void Dispose() => folder.Dispose();
}
