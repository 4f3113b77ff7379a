using LiveStyle.Bundles;
using LiveStyle.Frames;
using LiveStyle.Styles;
using LiveStyle.Stylization.Bundles;
using LiveStyle.Stylization.Onnx;
using LiveStyle.TestKit.Bundles;
using Xunit;

namespace LiveStyle.Stylization.Tests.Onnx;

/// <summary>Styles in files of their own, beside a bundle's.</summary>
public sealed class AddedStyleTests : IDisposable
{
    readonly TinyBundle tiny = new();

    [Fact]
    public async Task Added_style_stylizes_and_blends_with_the_bundle_s_own()
    {
        ModelBundle bundle = tiny.Load().WithStyles([Make("faint", 0.25f, 0.5f)]);
        await using OnnxStylizer stylizer = OnnxStylizer.Create(bundle, new StylizerOptions { Device = StylizerDevice.Cpu });
        using HostFrame frame = HostFrame.Allocate(new FrameSize(16, 16)), stylized = HostFrame.Allocate(frame.Size);
        frame.Pixels.Fill(100);

        byte Stylize(string blend)
        {
            stylizer.Stylize(frame, stylized, bundle.Styles.Embed(Blend.Parse(blend)), TestContext.Current.CancellationToken);
            return stylized.Pixels[0];
        }

        // γ · 100 + β · 255, worked out by hand; dark is (0.5, 0).
        Assert.Equal(152, Stylize("faint"));
        Assert.Equal(101, Stylize("faint*0.5 + dark*0.5"));
        Assert.Equal(126, Stylize("faint @0.5"));
    }

    [Fact]
    public void Added_styles_come_after_the_bundle_s_own_which_stays_as_it_was()
    {
        ModelBundle bundle = tiny.Load();
        string[] own = [.. TinyBundle.Styles.Select(style => style.Slug)];

        ModelBundle more = bundle.WithStyles([Make("a", 1, 2), Make("b", 3, 4)]);

        Assert.Equal([.. own, "a", "b"], more.Description.Styles.Select(style => style.Slug));
        Assert.Equal([3f, 4f], more.Styles.Row(more.Styles.Names.IndexOf("b")));
        Assert.Equal(own, bundle.Description.Styles.Select(style => style.Slug));
        Assert.Equal(own.Length, bundle.Styles.Names.Count);
        Assert.Same(bundle, bundle.WithStyles([]));
    }

    [Fact]
    public void Style_of_another_network_is_refused_with_both_networks_and_the_cure()
    {
        StyleFile other = Make("faint", 1, 0) with { NetworkHash = new string('b', 64) };

        string message = Fault(other);

        string own = tiny.Load().Description.Files[ModelDescription.NetworkFile];
        Assert.Contains("made for another network (bbbbbbbb…)", message);
        Assert.Contains($"not for tiny ({own[..8]}…)", message);
        Assert.Contains("train it again for the bundle ", message);
    }

    [Fact]
    public void Row_of_another_length_is_refused() =>
        Assert.Contains("has 3 values where tiny takes 2", Fault(Make("faint", 1, 0) with { Row = new float[3] }));

    [Fact]
    public void Name_that_is_taken_is_refused_with_its_holder()
    {
        Assert.Contains("tiny has a style 'dark' already", Fault(Make("dark", 1, 0)));
        Assert.Contains("tiny has a style 'original' already", Fault(Make("original", 1, 0)));
        Assert.Contains("a.style.safetensors has a style 'a' already", Fault(Make("a", 1, 0), Make("a", 2, 0)));
    }

    public void Dispose() => tiny.Dispose();

    StyleFile Make(string slug, float scale, float shift) => new()
    {
        Style = new StyleInfo { Slug = slug, Title = slug },
        Row = new[] { scale, shift },
        NetworkHash = tiny.Load().Description.Files[ModelDescription.NetworkFile],
        Path = slug + StyleFile.Extension,
    };

    string Fault(params StyleFile[] files)
    {
        string message = Assert.Throws<ModelException>(() => tiny.Load().WithStyles(files)).Message;
        Assert.StartsWith(files[0].Path, message);
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
