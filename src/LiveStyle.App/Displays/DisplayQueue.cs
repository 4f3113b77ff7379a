using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LiveStyle.App.Displays;

/// <summary>News of a show on their way to a display, which may stand still: a terminal in which somebody selects text, a pipe that nobody reads.</summary>
/// <remarks>Who tells never waits; what finds no room takes the place of the oldest. Thread-safe.</remarks>
sealed class DisplayQueue : IDisposable
{
    const int Capacity = 64;

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    readonly Channel<Action<ProgressDisplay>> news = Channel.CreateBounded<Action<ProgressDisplay>>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    readonly Task showing;

    /// <param name="display">The queue's alone until it has ended.</param>
    public DisplayQueue(ProgressDisplay display) => showing = Task.Run(async () =>
    {
        await foreach (Action<ProgressDisplay> show in news.Reader.ReadAllAsync())
        {
            show(display);
        }
    });

    public void Note(string line) => news.Writer.TryWrite(display => display.Note(line));

    public void Figures(string line, Func<JsonObject> values) => news.Writer.TryWrite(display => display.Figures(line, values));

    /// <summary>Shows what is left. False where the display stands still: then nothing more can be shown.</summary>
    public bool End()
    {
        news.Writer.TryComplete();
        return showing.Wait(Patience);
    }

    public void Dispose() => End();
}
