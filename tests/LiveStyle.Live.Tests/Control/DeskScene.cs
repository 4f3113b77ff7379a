using LiveStyle.Live.Control;
using LiveStyle.Styles;
using LiveStyle.TestKit.Time;
using Xunit;

namespace LiveStyle.Live.Tests.Control;

/// <summary>A desk of four styles in virtual time, and what shows on it.</summary>
sealed class DeskScene : IDisposable
{
    public static readonly StyleNames Names = new(["a", "original", "b", "c"]);

    public DeskScene(string initial = "a", double melt = 2, params Preset[] presets)
    {
        Desk = new LiveDesk(Names, presets, Blend.Parse(initial), TimeSpan.FromSeconds(melt), Time);
        Desk.Changed += Told.Add;
    }

    public VirtualTime Time { get; } = new();

    public LiveDesk Desk { get; }

    /// <summary>What was told, in its order.</summary>
    public List<DeskState> Told { get; } = [];

    public static Preset[] CalmAndWild { get; } =
    [
        new("calm", new Blend("b"), 0.5f, TimeSpan.FromSeconds(4), 0.75, 2),
        new("wild", Blend.Parse("a*2 - c")),
    ];

    public float[] Weights()
    {
        var weights = new float[Names.Count];
        Desk.Evaluate(0, weights);
        return weights;
    }

    /// <summary>Asserts what shows: weights of a, original, b and c.</summary>
    public void Shows(params float[] expected) =>
        Assert.All(expected.Zip(Weights()), pair => Assert.InRange(pair.Second, pair.First - 1e-5f, pair.First + 1e-5f));

    /// <summary>Asserts that a command is refused by one line, and that nothing has changed.</summary>
    public void Refuses(DeskCommand command, params string[] parts)
    {
        (DeskState before, float[] weights, int told) = (Desk.State, Weights(), Told.Count);
        string line = Assert.ThrowsAny<LiveStyleException>(() => Desk.Do(command)).Message;
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', line);
        Assert.Same(before, Desk.State);
        Assert.Equal(weights, Weights());
        Assert.Equal(told, Told.Count);
    }

    public void Dispose() => Desk.Dispose();
}
