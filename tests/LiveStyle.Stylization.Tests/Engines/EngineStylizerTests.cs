using LiveStyle.Frames;
using LiveStyle.Gpu;
using LiveStyle.Gpu.Devices;
using LiveStyle.Gpu.Memory;
using LiveStyle.Gpu.Network;
using LiveStyle.Media.Stills;
using LiveStyle.Presentation.Presenting;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Engines;
using LiveStyle.TestKit;
using Silk.NET.Vulkan;
using Xunit;

namespace LiveStyle.Stylization.Tests.Engines;

[Collection(SoftwareGpuCollection.Name)]
public sealed class EngineStylizerTests
{
    static readonly ModelBundle Bundle = ModelBundle.Open("live");
    static readonly FrameSize Size = new(61, 43);
    static readonly Blend Style = Blend.Parse("munch-scream*0.6 + picabia-udnie*0.4");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_is_restyled_between_the_engines_own_barriers_in_its_own_command_buffer(bool isLinearHalf)
    {
        using HostFrame picture = Picture(Size);
        using var engine = new RawEngine();
        ColorEncoding encoding = isLinearHalf ? ColorEncoding.Linear : ColorEncoding.Encoded;
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size, new GpuNetworkOptions { Source = encoding, Target = encoding });
        var images = new EnginePictures(engine, stylizer, Size, isLinearHalf);
        Run(engine, images, picture, commands => stylizer.Record(commands, images.Source, images.Target, Style));
        Release(stylizer, images);

        await ReferencePicture.AssertCloseAsync(Bundle, picture, Bundle.Styles.Embed(Style), images.Result);
    }

    [Fact]
    public void The_source_keeps_its_alpha()
    {
        using HostFrame picture = Picture(Size);
        using var engine = new RawEngine();
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        var images = new EnginePictures(engine, stylizer, Size);
        Run(engine, images, picture, commands => stylizer.Record(commands, images.Source, images.Target, Style));
        Release(stylizer, images);

        Assert.Equal(200, images.Alpha);
    }

    [Fact]
    public void At_strength_0_the_target_is_the_source_byte_for_byte()
    {
        using HostFrame picture = Picture(Size);
        using var engine = new RawEngine();
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        var images = new EnginePictures(engine, stylizer, Size);
        Run(engine, images, picture, commands => stylizer.Record(commands, images.Source, images.Target, Blend.Parse("munch-scream @ 0")));
        Release(stylizer, images);

        Assert.Equal(picture.Pixels.ToArray(), images.Result);
    }

    [Fact]
    public void A_style_that_is_not_there_is_told()
    {
        using var engine = new RawEngine();
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        var images = new EnginePictures(engine, stylizer, Size);

        Assert.Contains("no-such-style", Assert.Throws<BlendException>(() => stylizer.Record(0, images.Source, images.Target, new Blend("no-such-style"))).Message);
        Release(stylizer, images);
    }

    [Fact]
    public async Task Frames_under_way_at_once_keep_their_own_styles()
    {
        using HostFrame picture = Picture(Size);
        using var engine = new RawEngine();
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        EnginePictures[] images = [new(engine, stylizer, Size), new(engine, stylizer, Size)];
        float[][] weights = [Weights(3), Weights(5)];
        CommandBuffer[] frames = [engine.Begin(), engine.Begin()];
        for (int i = 0; i < 2; i++)
        {
            images[i].Fill(picture);
            images[i].Record(frames[i], commands => stylizer.Record(commands, images[i].Source, images[i].Target, weights[i]));
            engine.End(frames[i]);
        }

        engine.Submit(frames[0]);
        engine.Submit(frames[1]);
        engine.WaitIdle();
        Array.ForEach(images, pair => Release(stylizer, pair));

        await ReferencePicture.AssertCloseAsync(Bundle, picture, Bundle.Styles.Row(3).ToArray(), images[0].Result);
        await ReferencePicture.AssertCloseAsync(Bundle, picture, Bundle.Styles.Row(5).ToArray(), images[1].Result);
    }

    [Fact]
    public async Task After_a_resize_pictures_of_the_new_size_are_restyled()
    {
        FrameSize larger = new(80, 52);
        using HostFrame before = Picture(Size), after = Picture(larger);
        using var engine = new RawEngine();
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        var images = new EnginePictures(engine, stylizer, Size);
        Run(engine, images, before, commands => stylizer.Record(commands, images.Source, images.Target, Style));
        Release(stylizer, images);

        stylizer.Resize(larger);
        images = new EnginePictures(engine, stylizer, larger);
        Run(engine, images, after, commands => stylizer.Record(commands, images.Source, images.Target, Style));
        Release(stylizer, images);

        Assert.Equal(larger, stylizer.Size);
        await ReferencePicture.AssertCloseAsync(Bundle, after, Bundle.Styles.Embed(Style), images.Result);
    }

    [Fact]
    public async Task A_new_image_is_not_taken_for_one_that_was_disposed_without_a_word()
    {
        using HostFrame picture = Picture(Size);
        using var engine = new RawEngine(validates: false);
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        EnginePictures first = new(engine, stylizer, Size), second = new(engine, stylizer, Size);
        Run(engine, first, picture, commands => stylizer.Record(commands, first.Source, first.Target, Style));

        // A driver likes to give the handle just freed to the next view.
        first.Target.Dispose();
        using GpuImage next = stylizer.Adopt(second.Target.RawHandle, (int)Format.R8G8B8A8Unorm);
        Run(engine, second, picture, commands => stylizer.Record(commands, first.Source, next, Style));
        stylizer.Release(first.Source);
        Release(stylizer, second);

        await ReferencePicture.AssertCloseAsync(Bundle, picture, Bundle.Styles.Embed(Style), second.Result);
    }

    [Fact]
    public void The_engine_goes_on_when_the_stylizer_is_gone()
    {
        using HostFrame picture = Picture(Size);
        using var engine = new RawEngine();
        EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        var images = new EnginePictures(engine, stylizer, Size);
        Run(engine, images, picture, commands => stylizer.Record(commands, images.Source, images.Target, Style));
        byte[] styled = images.Result;
        Release(stylizer, images);
        stylizer.Dispose();

        Run(engine, images, picture, _ => { });
        using EngineStylizer next = EngineStylizer.Create(Bundle, engine.Handles, Size);
        images = new EnginePictures(engine, next, Size);
        Run(engine, images, picture, commands => next.Record(commands, images.Source, images.Target, Style));
        Release(next, images);

        Assert.Equal(styled, images.Result);
    }

    [Fact]
    public void Recording_with_weights_allocates_nothing()
    {
        using var engine = new RawEngine();
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);
        var images = new EnginePictures(engine, stylizer, Size);
        float[] weights = Weights(2);
        CommandBuffer commands = engine.Begin();
        stylizer.Record(commands.Handle, images.Source, images.Target, weights);
        stylizer.Record(commands.Handle, images.Source, images.Target, weights);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
        {
            stylizer.Record(commands.Handle, images.Source, images.Target, weights);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        engine.End(commands);
        Release(stylizer, images);

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Handles_that_do_not_belong_together_are_refused()
    {
        using var engine = new RawEngine();

        var problem = Assert.Throws<GpuException>(() => EngineStylizer.Create(Bundle, engine.Handles with { PhysicalDevice = 1 }, Size));

        Assert.Contains("handles that belong together", problem.Message);
    }

    [Fact]
    public void Pictures_that_are_too_small_are_refused_and_the_old_size_stays()
    {
        using var engine = new RawEngine();
        Assert.Throws<ModelException>(() => EngineStylizer.Create(Bundle, engine.Handles, new FrameSize(8, 8)));
        using EngineStylizer stylizer = EngineStylizer.Create(Bundle, engine.Handles, Size);

        Assert.Throws<ModelException>(() => stylizer.Resize(new FrameSize(8, 8)));

        Assert.Equal(Size, stylizer.Size);
        using HostFrame picture = Picture(Size);
        var images = new EnginePictures(engine, stylizer, Size);
        Run(engine, images, picture, commands => stylizer.Record(commands, images.Source, images.Target, Blend.Original));
        Release(stylizer, images);
        Assert.Equal(picture.Pixels.ToArray(), images.Result);
    }

    static float[] Weights(int style)
    {
        var weights = new float[Bundle.Styles.Names.Count];
        weights[style] = 1;
        return weights;
    }

    static void Run(RawEngine engine, EnginePictures images, HostFrame picture, Action<nint> stylize)
    {
        images.Fill(picture);
        CommandBuffer commands = engine.Begin();
        images.Record(commands, stylize);
        engine.End(commands);
        engine.Submit(commands);
        engine.WaitIdle();
    }

    static void Release(EngineStylizer stylizer, EnginePictures images)
    {
        stylizer.Release(images.Source);
        stylizer.Release(images.Target);
    }

    static HostFrame Picture(FrameSize size)
    {
        using HostFrame whole = StillImage.Load(Repository.PathOf("media/sample.jpg"));
        return StillImage.Resize(whole, size);
    }
}
