using LiveStyle.Playback.Playing;
using LiveStyle.Styles;
using LiveStyle.TestKit.Bundles;
using LiveStyle.TestKit.Playing;
using Xunit;

namespace LiveStyle.Playback.Tests.Playing;

/// <summary>What is steadied depends on what was shown before, and must not depend on the way there.</summary>
[Collection(PlayingCollection.Name)]
public sealed class SteadyPlaybackTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("livestyle-steady-").FullName;
    readonly TinyBundle bundle = new();

    public void Dispose()
    {
        bundle.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.49, 0)]
    [InlineData(0.5, 0)]
    [InlineData(1.1, 0.397)]
    [InlineData(1.5, 0.897)]
    public void A_moment_is_read_from_the_beginning_of_the_half_second_before_its_own(double at, double from) =>
        Assert.Equal(from, SteadyCells.LeadOf(TimeSpan.FromSeconds(at)).TotalSeconds, 3);

    [Fact]
    public async Task A_frame_looks_the_same_however_one_came_to_it()
    {
        using var clip = new CountingClip(72);
        PlayOptions options = clip.Options with { Melt = TimeSpan.Zero, Steadiness = 1, Blend = new Blend("negative") };
        await using PlayScene scene = await PlayScene.OpenAsync(options, bundle.Load());
        scene.Transport.Pause();
        int sought = Seek(scene, 30), next = Step(scene, 1, 31), later = Step(scene, 1, 32);

        // The picture is the mean of those before, which were brighter in the negative.
        Assert.InRange(sought, 255 - Level(30) + 2, 255 - Level(30) + 36);
        Seek(scene, 28);
        Step(scene, 1, 29);
        Assert.Equal((sought, next), (Step(scene, 1, 30), Step(scene, 1, 31)));
        Seek(scene, 32);
        Assert.Equal(next, Step(scene, -1, 31));
        Assert.Equal(sought, Step(scene, -1, 30));
        Assert.Equal((next, later), (Step(scene, 1, 31), Step(scene, 1, 32)));

        // From the half second before, over its border.
        Seek(scene, 22);
        for (int number = 23; number < 30; number++)
        {
            Step(scene, 1, number);
        }

        Assert.Equal((sought, next), (Step(scene, 1, 30), Step(scene, 1, 31)));

        static int Level(int number) => 20 + 2 * number;
    }

    [Fact]
    public async Task Without_a_window_it_looks_the_same_wherever_playing_begins()
    {
        using var clip = new CountingClip(48);
        string[] whole = await PlayAsync(clip, "whole", null), part = await PlayAsync(clip, "part", TimeSpan.FromSeconds(1.25));

        Assert.Equal((48, 18), (whole.Length, part.Length));
        Assert.All(part.Zip(whole[30..]), pair => Assert.Equal(File.ReadAllBytes(pair.Second), File.ReadAllBytes(pair.First)));
    }

    [Fact]
    public async Task A_style_chosen_while_paused_is_shown_as_it_is_and_what_follows_does_not_remember_the_old_one()
    {
        using var clip = new CountingClip(72);
        await using PlayScene scene = await PlayScene.OpenAsync(
            clip.Options with { Melt = TimeSpan.Zero, Steadiness = 1, Blend = new Blend("negative") }, bundle.Load());
        scene.Transport.Pause();
        Seek(scene, 24);
        scene.Mixer.Choose(scene.Bundle.Styles.Names.TryFind("white", out int white) ? white : -1, 0);
        scene.Await(() => scene.Level() == 255);
        Assert.All(Enumerable.Range(25, 6), number => Assert.Equal(255, Step(scene, 1, number)));
    }

    async Task<string[]> PlayAsync(CountingClip clip, string name, TimeSpan? start)
    {
        string pictures = Path.Combine(folder, name);
        PlayOptions options = clip.Options with
        {
            Model = bundle.Directory, Steadiness = 1, Blend = new Blend("negative"), IsHeadless = true, Pictures = pictures, Start = start,
        };
        await new HeadlessPlayer().RunAsync(options, TestContext.Current.CancellationToken);
        return [.. Directory.GetFiles(pictures).Order(StringComparer.Ordinal)];
    }

    static int Seek(PlayScene scene, int number)
    {
        scene.Transport.Seek(TimeSpan.FromSeconds(number / 24.0));
        scene.Await(() => !scene.Transport.IsSeeking);
        Assert.Equal(number, scene.Number);
        return scene.Level();
    }

    static int Step(PlayScene scene, int direction, int number)
    {
        scene.Transport.Step(direction);
        scene.Await(() => scene.Number == number && !scene.Transport.IsSeeking);
        return scene.Level();
    }
}
