using System.Diagnostics;
using LiveStyle.Playback.Audio;
using LiveStyle.Playback.Playing;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Playing;
using LiveStyle.TestKit.Windows;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>Picture and sound, with a sound that tells all it was told, and that is heard at another speed than the wall's clock.</summary>
[Collection(PlayingCollection.Name)]
[Trait("Speed", "Slow")]
public sealed class SoundInStepTests : IDisposable
{
    readonly TinyBundle bundle = new();
    readonly CountingClip clip = new(72);
    readonly ToldSound sound = new();

    public void Dispose()
    {
        bundle.Dispose();
        clip.Dispose();
    }

    [Fact]
    public async Task The_sound_begins_with_the_first_picture_and_no_picture_is_ahead_of_it()
    {
        await using PlayScene scene = await OpenAsync();
        scene.Await(() => scene.Taken > 0);
        Assert.Equal(["play 0"], sound.Told);
        scene.Await(() =>
        {
            TimeSpan heard = sound.Position!.Value;
            Assert.InRange((scene.Transport.Shown - heard).TotalSeconds, -10, 1.0 / 24);
            return scene.Number >= 36;
        });
    }

    [Fact]
    public async Task A_stalled_sound_holds_the_picture()
    {
        await using PlayScene scene = await OpenAsync();
        scene.Await(() => scene.Number >= 6);
        sound.Speed = 0;
        scene.Idle(0.3);
        int number = scene.Number;
        scene.Idle(0.5);
        Assert.InRange(scene.Number - number, 0, 1);
        sound.Speed = 1;
        scene.Await(() => scene.Number > number + 6);
    }

    [Fact]
    public async Task A_pause_holds_the_sound_and_going_on_resumes_it()
    {
        await using PlayScene scene = await OpenAsync();
        scene.Await(() => scene.Number >= 6);
        scene.Transport.TogglePause();
        scene.Idle(0.2);
        int number = scene.Number;
        scene.Transport.TogglePause();
        scene.Await(() => scene.Number > number);
        Assert.Equal(["play 0", "pause", "resume"], sound.Told);
    }

    [Fact]
    public async Task After_a_step_the_sound_goes_on_at_the_picture_stepped_to()
    {
        await using PlayScene scene = await OpenAsync();
        scene.Await(() => scene.Number >= 6);
        scene.Transport.Step(1);
        int number = scene.Number;
        scene.Await(() => scene.Number == number + 1);
        scene.Transport.TogglePause();
        scene.Await(() => scene.Number > number + 2);
        Assert.Equal(["play 0", "pause", $"play {number + 1}"], sound.Told);
    }

    [Fact]
    public async Task A_seek_silences_the_sound_until_its_picture_is_there()
    {
        await using PlayScene scene = await OpenAsync();
        scene.Await(() => scene.Number >= 2);
        scene.Transport.Seek(TimeSpan.FromSeconds(2));
        Assert.Equal(["play 0", "stop"], sound.Told);
        scene.Await(() => scene.Number > 50);
        Assert.Equal(["play 0", "stop", "play 48"], sound.Told);
    }

    [Fact]
    public async Task Each_lap_of_a_looped_clip_begins_its_sound_anew()
    {
        using var brief = new CountingClip(12);
        await using PlayScene scene = await OpenAsync(brief.Options with { IsLooped = true });
        scene.Await(() => sound.Told.Count == 3);
        Assert.Equal(["play 0", "play 0", "play 0"], sound.Told);
        Assert.InRange(scene.Number, 0, 2);
    }

    [Fact]
    public async Task Muting_leaves_the_sound_running()
    {
        await using PlayScene scene = await OpenAsync();
        scene.Await(() => scene.Taken > 0);
        scene.Transport.ToggleMute();
        Assert.Equal(0, sound.Volume);
        scene.Transport.ToggleMute();
        Assert.Equal(1, sound.Volume);
        Assert.Equal(["play 0"], sound.Told);
    }

    Task<PlayScene> OpenAsync(PlayOptions? options = null) =>
        PlayScene.OpenAsync((options ?? clip.Options) with { Melt = TimeSpan.Zero }, bundle.Load(), sound: sound);

    sealed class ToldSound : IPlayedAudio
    {
        readonly Lock gate = new();
        TimeSpan? at;
        long since;
        double speed = 0.98;

        /// <summary>Times as numbers of frames.</summary>
        public List<string> Told { get; } = [];

        public float Volume { get; set; } = 1;

        public double Speed
        {
            get => speed;
            set
            {
                lock (gate)
                {
                    Set(Heard());
                    speed = value;
                }
            }
        }

        public TimeSpan? Position
        {
            get
            {
                lock (gate)
                {
                    return Heard();
                }
            }
        }

        bool IsHeld { get; set; }

        public void Play(TimeSpan from) => Tell($"play {Math.Round(from.TotalSeconds * 24)}", from, isHeld: false);

        public void Pause() => Tell("pause", Position, isHeld: true);

        public void Resume() => Tell("resume", Position, isHeld: false);

        public void Stop() => Tell("stop", null, isHeld: false);

        void Tell(string what, TimeSpan? position, bool isHeld)
        {
            lock (gate)
            {
                Told.Add(what);
                Set(position);
                IsHeld = isHeld;
            }
        }

        void Set(TimeSpan? position) => (at, since) = (position, Stopwatch.GetTimestamp());

        TimeSpan? Heard() => at is { } begin ? begin + (IsHeld ? TimeSpan.Zero : Stopwatch.GetElapsedTime(since) * speed) : null;
    }
}
